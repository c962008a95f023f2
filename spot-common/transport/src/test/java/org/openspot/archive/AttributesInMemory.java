package org.openspot.archive;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.XAttrSetFlag;

/** A file system whose extended attributes are as those of HDFS; it holds nothing else. */
final class AttributesInMemory extends FilterFileSystem {
  private final Map<Path, Map<String, byte[]>> attributes = new TreeMap<>();

  /** Makes the answer of every call that sets one get lost, after it was carried out. */
  boolean losesAnswers;

  AttributesInMemory() {
    super(new RawLocalFileSystem());
  }

  private Map<String, byte[]> of(Path path) {
    return attributes.computeIfAbsent(path, unused -> new TreeMap<>());
  }

  @Override
  public void setXAttr(Path path, String name, byte[] value, EnumSet<XAttrSetFlag> flag)
      throws IOException {
    // Throws where the flags do not allow it, as the NameNode does.
    XAttrSetFlag.validate(name, of(path).containsKey(name), flag);
    of(path).put(name, value.clone());
    if (losesAnswers) {
      throw new IOException("the answer was lost");
    }
  }

  @Override
  public Map<String, byte[]> getXAttrs(Path path) {
    return Map.copyOf(of(path));
  }

  @Override
  public List<String> listXAttrs(Path path) {
    return List.copyOf(of(path).keySet());
  }
}
