package chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.ConnectionException;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.Fault;

class ChatTest {
  @RegisterExtension final FakeServer server = FakeServer.create();

  @Test
  void sendsItsTokenAndWhatIsSaid() throws Exception {
    server.onCall("message", (socket, args) -> 7);
    try (Chat chat = new Chat(server.url(), "secret")) {
      assertEquals(7, chat.say("hello"));
      FakeSocket socket = server.takeSocket();
      assertEquals(Map.of("token", "secret"), socket.auth());
      assertEquals(List.of("hello"), socket.takeEvent("message").args().toList());
      server.assertExhausted();
    }
  }

  @Test
  void showsWhatOthersSay() throws Exception {
    try (Chat chat = new Chat(server.url(), "secret")) {
      server.emit("message", new Chat.Message("Ann", "hi"));
      assertEquals("connected", chat.nextLine());
      assertEquals("Ann: hi", chat.nextLine());
    }
  }

  @Test
  void isRefusedWithoutAToken() {
    server.namespace("/").rejectIf(who -> !"secret".equals(who.authEntry("token")), "no", null);
    assertThrows(ConnectionException.class, () -> new Chat(server.url(), "wrong"));
  }

  @Test
  void comesBackAfterAnAccident() throws Exception {
    try (Chat chat = new Chat(server.url(), "secret")) {
      server.inject(new Fault.DropConnection());
      assertEquals("connected", chat.nextLine());
      assertEquals("connection lost", chat.nextLine());
      assertEquals("connected", chat.nextLine());
    }
  }
}
