package socketio.it.otherclients;

import java.nio.file.Path;
import java.util.List;
import socketio.it.support.Commands;
import socketio.it.support.UserProject;

/** The official clients, each in a program that {@link OtherClient} commands. */
enum OtherSoftware {
  JAVASCRIPT {
    @Override
    List<String> command(String url) {
      return List.of("node", Path.of("servers", "client.js").toString(), "socket.io-client", url);
    }
  },

  JAVA {
    @Override
    List<String> command(String url) {
      return List.of(
          Commands.java(), "-classpath", OfficialJavaClient.CLASS_PATH, "officialclient.Main", url);
    }
  };

  /** The command that starts the program in the folder of this module. */
  abstract List<String> command(String url);

  /** Built once, and only if needed. */
  private static final class OfficialJavaClient {
    static final String CLASS_PATH = UserProject.classPath("official-client");
  }
}
