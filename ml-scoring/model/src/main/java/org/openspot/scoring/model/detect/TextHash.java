package org.openspot.scoring.model.detect;

/** Hashes of texts that are the same on every machine. */
public final class TextHash {
  private TextHash() {}

  /** 64-bit FNV-1a over UTF-16, finished as SplitMix64 does so that all bits depend on all. */
  public static long of(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
