package socketio.it.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import socketio.it.support.Commands;

/** MessagePack in a Java process of its own in which everything is a named module. */
class MsgpackModuleTest {
  private static final String PROGRAM =
      """
      package program;

      import java.util.List;
      import socketio.Args;
      import socketio.msgpack.MsgpackPacketParser;
      import socketio.spi.Frame;
      import socketio.spi.Packet;

      public class Main {
        record Point(int x, List<String> names) {}

        public static class Bean {
          public int size = 3;
        }

        public static void main(String[] arguments) {
          System.out.println(MsgpackPacketParser.class.getModule().getName());
          transfer(new Point(1, List.of("a")));
          transfer(new Bean());
        }

        static void transfer(Object value) {
          MsgpackPacketParser parser = MsgpackPacketParser.create();
          try {
            Packet packet = new Packet.Event("/", -1, "e", Args.of(value));
            Frame frame = parser.encode(packet).get(0);
            Args args = ((Packet.Event) parser.newDecoder().decode(frame)).args();
            Object back = args.get(0, value.getClass());
            System.out.println(back instanceof Bean bean ? bean.size : back);
          } catch (RuntimeException e) {
            System.out.println(e.getMessage());
          }
        }
      }
      """;

  @Test
  void recordsAndBeansOfAnOpenPackage(@TempDir Path folder) throws Exception {
    assertEquals(
        List.of("socketio.parser.msgpack", "Point[x=1, names=[a]]", "3"),
        run(folder, "requires com.fasterxml.jackson.databind; opens program;"));
  }

  @Test
  void recordsOfAClosedPackageAreRefusedWithTheCure(@TempDir Path folder) throws Exception {
    assertEquals(
        "argument 0 (program.Main$Point) of event \"e\" cannot be encoded: its module is closed:"
            + " add \"opens program to socketio.parser.msgpack;\" to the module-info of program",
        run(folder, "").get(1));
  }

  /** The output of the program in a module with this declaration. */
  private static List<String> run(Path folder, String directives) throws Exception {
    Path moduleInfo =
        Files.writeString(
            folder.resolve("module-info.java"),
            "module program { requires socketio.api; requires socketio.parser.msgpack; "
                + directives
                + " }");
    Path main = Files.writeString(folder.resolve("Main.java"), PROGRAM);
    String modulePath = Commands.modulePath();
    Path classes = folder.resolve("classes");
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--release",
                "17",
                "--module-path",
                modulePath,
                "-d",
                classes.toString(),
                moduleInfo.toString(),
                main.toString());
    assertEquals(0, status);
    return Commands.run(
            folder,
            List.of(
                Commands.java(),
                "-Dmsgpack.universal-buffer=true", // or JDK 24 and later print a warning
                "--module-path",
                classes + File.pathSeparator + modulePath,
                "--module",
                "program/program.Main"))
        .lines()
        .toList();
  }
}
