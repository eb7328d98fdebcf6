package socketio.engineio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.ProtocolException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import socketio.spi.EngineProvider;
import socketio.spi.Frame;
import socketio.spi.Provider;

class ProviderTest {
  @Test
  void isFoundByItsName() {
    List<String> names =
        ServiceLoader.load(EngineProvider.class).stream()
            .map(provider -> provider.get().name())
            .collect(Collectors.toList());

    assertEquals(List.of("engineio"), names);
  }

  @Test
  void hasTheDefaultPriority() {
    Provider provider = new EngineIoProvider();
    assertEquals(0, provider.priority());
  }

  @Test
  void keepsTheSessionIdOutOfToString() throws ProtocolException {
    Handshake handshake = Handshake.parse(new Frame.Text(EngineTest.HANDSHAKE));

    assertFalse(handshake.toString().contains(EngineTest.SID));
  }
}
