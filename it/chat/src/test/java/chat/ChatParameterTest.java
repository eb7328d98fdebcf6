package chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeServerExtension;

@ExtendWith(FakeServerExtension.class)
class ChatParameterTest {
  @Test
  void enters(FakeServer server) throws Exception {
    try (Chat chat = new Chat(server.url(), "secret")) {
      assertEquals("connected", chat.nextLine());
    }
  }
}
