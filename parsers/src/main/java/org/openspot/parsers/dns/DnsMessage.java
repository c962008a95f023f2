package org.openspot.parsers.dns;

/**
 * One DNS message of a packet, put together from the fields of a {@link TsharkLine}. tshark prints
 * the values of all messages of a packet, and of all their sections, one after the other; the
 * counts in each message's header say which are whose. Not thread-safe.
 */
final class DnsMessage {
  private static final long UPDATE = 5;
  private static final long SRV = 33;
  private static final long OPT = 41;
  private static final int MAX_16 = 0xffff;

  private final TsharkLine line;
  private final AnswerText answers = new AnswerText();
  private byte[] buffer;
  private boolean response;
  private long rcode;
  private boolean named;
  private boolean bitmap;
  private int nameStart;
  private int nameEnd;
  private long type;
  private int classStart;
  private int classEnd;

  DnsMessage(TsharkLine line) {
    this.line = line;
  }

  /**
   * Takes the values of the next message.
   *
   * @param only whether the packet has no other message
   * @return false if they are not all there; what was there is there then
   */
  boolean read(byte[] bytes, boolean only) {
    buffer = bytes;
    response = false;
    rcode = -1;
    named = false;
    bitmap = false;
    answers.clear();
    if (!line.take(TsharkField.ID) || !line.take(TsharkField.RESPONSE)) {
      return false;
    }
    // 1 in tshark 4.0, True in later ones.
    response =
        line.end() > line.start() && (bytes[line.start()] == '1' || bytes[line.start()] == 'T');
    long opcode = line.takeNumber(TsharkField.OPCODE, MAX_16);
    if (response) {
      rcode = line.takeNumber(TsharkField.RCODE, MAX_16);
    }
    boolean update = opcode == UPDATE;
    long questions = count(update ? TsharkField.ZONES : TsharkField.QUESTIONS);
    long answered = count(update ? TsharkField.PREREQUISITES : TsharkField.ANSWERS);
    long authorities = count(update ? TsharkField.UPDATES : TsharkField.AUTHORITIES);
    long additionals = count(TsharkField.ADDITIONALS);
    if (opcode < 0
        || questions < 0
        || answered < 0
        || authorities < 0
        || additionals < 0
        || (response && rcode < 0)) {
      return false;
    }
    for (long i = 0; i < questions; i++) {
      if (!question()) {
        return false;
      }
    }
    long records = answered + authorities + additionals;
    for (long i = 0; i < records; i++) {
      if (bitmap && only && i >= answered) {
        return true;
      }
      if (!record(i < answered && !update)) {
        return false;
      }
    }
    return true;
  }

  private long count(TsharkField field) {
    return line.takeNumber(field, MAX_16);
  }

  private boolean question() {
    if (!line.take(TsharkField.QUERY_NAME)) {
      return false;
    }
    int start = line.start();
    int end = line.end();
    long asked = line.takeNumber(TsharkField.QUERY_TYPE, MAX_16);
    if (asked < 0 || !line.take(TsharkField.QUERY_CLASS) || line.start() == line.end()) {
      return false;
    }
    if (!named) {
      name(start, end, asked, line.start(), line.end());
    }
    return true;
  }

  private void name(int start, int end, long newType, int newClassStart, int newClassEnd) {
    named = true;
    nameStart = start;
    nameEnd = end;
    type = newType;
    classStart = newClassStart;
    classEnd = newClassEnd;
  }

  private boolean record(boolean isAnswer) {
    long recordType = line.takeNumber(TsharkField.RECORD_TYPE, MAX_16);
    if (recordType < 0) {
      return false;
    }
    // tshark shows the owner of an SRV record in other fields.
    boolean owned = recordType != SRV && line.take(TsharkField.RECORD_NAME);
    int start = line.start();
    int end = line.end();
    if (recordType != OPT) { // which has a size in place of the class
      if (!line.take(TsharkField.RECORD_CLASS) || line.start() == line.end()) {
        return false;
      }
      if (!named && isAnswer && owned) {
        name(start, end, recordType, line.start(), line.end());
      }
    }
    long length = line.takeNumber(TsharkField.RECORD_LENGTH, MAX_16);
    if (hasBitmap(recordType) && !bitmap) {
      skipBitmap();
    }
    return length >= 0 && data(recordType, length, isAnswer);
  }

  /** NXT, NSEC, NSEC3 and CSYNC list types, which tshark shows as if they were records. */
  private static boolean hasBitmap(long recordType) {
    return recordType == 30 || recordType == 47 || recordType == 50 || recordType == 62;
  }

  /**
   * Takes the types such a list has, if it is the only one of the packet: as many as there are more
   * types than records. If it is not, what follows does not fit, except by its kind.
   */
  private void skipBitmap() {
    bitmap = true;
    int listed = line.count(TsharkField.RECORD_TYPE) - line.count(TsharkField.RECORD_LENGTH);
    for (int i = 0; i < listed; i++) {
      line.take(TsharkField.RECORD_TYPE);
    }
  }

  private boolean data(long recordType, long length, boolean isAnswer) {
    TsharkField field = length == 0 ? null : TsharkField.ofRecordType(recordType);
    if (field == TsharkField.TXT) {
      return texts(length, isAnswer);
    }
    if (field != null && (!line.take(field) || line.start() == line.end())) {
      return false;
    }
    if (isAnswer) {
      answers.begin();
      if (field == null) {
        answers.addType(recordType);
      } else {
        answers.add(buffer, line.start(), line.end());
      }
    }
    return true;
  }

  /** A TXT record is several strings, which belong together. */
  private boolean texts(long length, boolean isAnswer) {
    if (isAnswer) {
      answers.begin();
    }
    long left = length;
    while (left > 0) {
      long size = line.takeNumber(TsharkField.TXT_LENGTH, 0xff);
      if (size < 0 || !line.take(TsharkField.TXT)) {
        return false;
      }
      if (isAnswer) {
        answers.add(buffer, line.start(), line.end());
      }
      left -= size + 1;
    }
    return true;
  }

  /** True if what follows the answers is left where it is, since it cannot be told apart. */
  boolean isOpenEnded() {
    return bitmap;
  }

  /** Is it a response? */
  boolean isResponse() {
    return response;
  }

  /** The response code; -1 if there is none. */
  int rcode() {
    return (int) rcode;
  }

  /** True if it says what was asked for: by its first question, or without one, first answer. */
  boolean isNamed() {
    return named;
  }

  int nameStart() {
    return nameStart;
  }

  int nameEnd() {
    return nameEnd;
  }

  int type() {
    return (int) type;
  }

  int classStart() {
    return classStart;
  }

  int classEnd() {
    return classEnd;
  }

  /** The answers read. */
  AnswerText answers() {
    return answers;
  }
}
