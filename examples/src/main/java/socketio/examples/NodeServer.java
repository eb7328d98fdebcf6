package socketio.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The scenario server of {@code it/servers} in a process of its own. */
record NodeServer(Process process, String url) implements AutoCloseable {
  static NodeServer start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder("node", "server.js")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    @Nullable String ready = process.inputReader(UTF_8).readLine();
    if (ready == null) {
      throw new IOException("the server did not start; see above");
    }
    return new NodeServer(process, "http://127.0.0.1:" + ready.substring("READY ".length()));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
