package org.openspot.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks HDFS for work over HTTP: its state through JMX, a file through WebHDFS. */
final class HdfsProbe {
  private static final int TIMEOUT_MS = 10_000;
  private static final Pattern STATE = Pattern.compile("\"FSState\"\\s*:\\s*\"([^\"]*)\"");
  private static final Pattern LIVE = Pattern.compile("\"NumLiveDataNodes\"\\s*:\\s*(\\d+)");

  private final int port;

  HdfsProbe(int nameNodeHttpPort) {
    this.port = nameNodeHttpPort;
  }

  /** The NameNode is out of safe mode and has its DataNode. */
  void requireOperational() throws IOException {
    HttpURLConnection connection =
        open("GET", "/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState");
    expect(connection, 200);
    String answer;
    try (InputStream in = connection.getInputStream()) {
      answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String state = first(STATE, answer);
    if (!state.equals("Operational")) {
      throw new IOException("the file system is " + (state.isEmpty() ? "starting" : state));
    }
    if (first(LIVE, answer).equals("0")) {
      throw new IOException("no DataNode has reported");
    }
  }

  /** A file with content can be made and deleted: its bytes went to the DataNode's disk. */
  void writeAndDelete() throws IOException {
    String file = "/webhdfs/v1/tmp/.spot-probe-" + UUID.randomUUID() + "?user.name=spot&op=";
    HttpURLConnection create = open("PUT", file + "CREATE&overwrite=true");
    expect(create, 307);
    String dataNode = create.getHeaderField("Location");
    if (dataNode == null) {
      throw new IOException("the NameNode names no DataNode to write to");
    }
    HttpURLConnection write = open("PUT", URI.create(dataNode));
    write.setDoOutput(true);
    write.setRequestProperty("Content-Type", "application/octet-stream");
    try (OutputStream out = write.getOutputStream()) {
      out.write("probe\n".getBytes(StandardCharsets.UTF_8));
    }
    expect(write, 201);
    expect(open("DELETE", file + "DELETE"), 200);
  }

  private HttpURLConnection open(String method, String pathAndQuery) throws IOException {
    return open(method, URI.create("http://localhost:" + port + pathAndQuery));
  }

  private static HttpURLConnection open(String method, URI uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    connection.setRequestMethod(method);
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(TIMEOUT_MS);
    connection.setReadTimeout(TIMEOUT_MS);
    return connection;
  }

  private static void expect(HttpURLConnection connection, int status) throws IOException {
    int answered = connection.getResponseCode();
    if (answered != status) {
      throw new IOException(
          connection.getRequestMethod()
              + " "
              + connection.getURL().getPath()
              + " answered "
              + answered
              + " "
              + connection.getResponseMessage());
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
