package org.openspot.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** HDFS over plain HTTP: what is really there, seen without Hadoop's client. */
final class WebHdfs {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
  private final int port;

  WebHdfs(int port) {
    this.port = port;
  }

  /** The absolute paths of all files below a directory, sorted; none if it is not there. */
  List<String> files(String directory) {
    List<String> found = new ArrayList<>();
    collect(directory, found);
    found.sort(null);
    return found;
  }

  private void collect(String directory, List<String> found) {
    HttpResponse<byte[]> response = get(directory, "op=LISTSTATUS");
    if (response.statusCode() == 404) {
      return;
    }
    for (JsonNode status : json(response).at("/FileStatuses/FileStatus")) {
      String path = directory + "/" + status.get("pathSuffix").textValue();
      if (status.get("type").textValue().equals("DIRECTORY")) {
        collect(path, found);
      } else {
        found.add(path);
      }
    }
  }

  /** A file's bytes. */
  byte[] read(String path) {
    HttpResponse<byte[]> response = get(path, "op=OPEN");
    if (response.statusCode() != 200) {
      throw new IllegalStateException(path + ": HTTP status " + response.statusCode());
    }
    return response.body();
  }

  /** A file of JSON. */
  JsonNode json(String path) {
    return parse(read(path), path);
  }

  /** Writes a new file, as somebody does who should not. */
  void write(String path, byte[] content) {
    // Two steps, as WebHDFS has it: the NameNode says to which DataNode the bytes go.
    HttpResponse<byte[]> place =
        send(
            HttpRequest.newBuilder(uri(path, "op=CREATE&noredirect=true"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build());
    require(place, 200, path);
    URI target = URI.create(json(place).get("Location").textValue());
    require(
        send(
            HttpRequest.newBuilder(target)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                .build()),
        201,
        path);
  }

  /** Says when a file was written. */
  void setModified(String path, Instant time) {
    String query = "op=SETTIMES&accesstime=-1&modificationtime=" + time.toEpochMilli();
    require(
        send(
            HttpRequest.newBuilder(uri(path, query))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build()),
        200,
        path);
  }

  /** Deletes a file, as somebody does who should not. */
  void delete(String path) {
    require(send(HttpRequest.newBuilder(uri(path, "op=DELETE")).DELETE().build()), 200, path);
  }

  private static void require(HttpResponse<byte[]> response, int status, String path) {
    if (response.statusCode() != status) {
      throw new IllegalStateException(path + ": HTTP status " + response.statusCode());
    }
  }

  private static JsonNode json(HttpResponse<byte[]> response) {
    return parse(response.body(), response.uri().toString());
  }

  private static JsonNode parse(byte[] bytes, String from) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(from, e);
    }
  }

  private HttpResponse<byte[]> get(String path, String query) {
    return send(HttpRequest.newBuilder(uri(path, query)).build());
  }

  private URI uri(String path, String query) {
    try {
      return new URI("http", null, "localhost", port, "/webhdfs/v1" + path, query, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
