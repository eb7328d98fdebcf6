package socketio.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs tasks once per build for tests that run in several processes: installing packages, building
 * projects.
 */
public final class OncePerBuild {
  private static final Path FOLDER = Path.of("target", "once");

  /** Identifies the build; the same in all of its processes. */
  private static final String BUILD =
      System.getProperty("it.build", "process " + ProcessHandle.current().pid());

  private OncePerBuild() {}

  /** A task that runs once. */
  @FunctionalInterface
  public interface Task {
    void run() throws IOException, InterruptedException;
  }

  /** Returns when the first process that came here in this build has done this. */
  public static synchronized void run(String name, Task task) {
    try (FileChannel file =
        FileChannel.open(Files.createDirectories(FOLDER).resolve(name), CREATE, READ, WRITE)) {
      FileLock unused = file.lock(); // until the file is closed
      if (!read(file).equals(BUILD)) {
        task.run();
        file.truncate(0).write(ByteBuffer.wrap(BUILD.getBytes(UTF_8)), 0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for: " + name, e);
    }
  }

  private static String read(FileChannel file) throws IOException {
    ByteBuffer content = ByteBuffer.allocate((int) file.size());
    file.read(content, 0);
    return UTF_8.decode(content.flip()).toString();
  }
}
