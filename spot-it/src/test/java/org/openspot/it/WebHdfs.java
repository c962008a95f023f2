package org.openspot.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** HDFS over plain HTTP: what is really there, seen without Hadoop's client. */
final class WebHdfs {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String USER = System.getProperty("user.name");

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

  /** Writes a new file, as anybody with the rights could. */
  void write(String path, byte[] content) {
    send(
        path,
        "op=CREATE&overwrite=false",
        request -> request.PUT(BodyPublishers.ofByteArray(content)));
  }

  /** Deletes a file, as anybody with the rights could. */
  void delete(String path) {
    send(path, "op=DELETE", HttpRequest.Builder::DELETE);
  }

  private void send(String path, String query, UnaryOperator<HttpRequest.Builder> method) {
    try {
      URI uri =
          new URI(
              "http",
              null,
              "localhost",
              port,
              "/webhdfs/v1" + path,
              query + "&user.name=" + USER,
              null);
      HttpResponse<byte[]> response =
          client.send(
              method.apply(HttpRequest.newBuilder(uri)).build(), BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(path + ": HTTP status " + response.statusCode());
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A file of JSON. */
  JsonNode json(String path) {
    return parse(read(path), path);
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
    try {
      URI uri = new URI("http", null, "localhost", port, "/webhdfs/v1" + path, query, null);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
