package socketio.engineio;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.ProtocolException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import socketio.fuzz.Watch;
import socketio.spi.Frame;

/** The body of a polling response, whose packets are sent back. */
class PayloadFuzzTest {
  private final Watch watch = new Watch(PayloadFuzzTest.class);

  @FuzzTest
  @DictionaryFile(resourcePath = "engine.dict")
  void aPayloadIsPacketsOrOneProtocolException(byte[] body) {
    watch.run(() -> decode(body));
  }

  private static void decode(byte[] body) {
    List<Frame> packets = new ArrayList<>();
    try {
      for (Payload payload = new Payload(body); payload.hasNext(); ) {
        Frame packet = payload.next();
        packets.add(packet);
        if (packet instanceof Frame.Text text && text.data().charAt(0) == PacketCodec.BASE64) {
          throw new AssertionError("a binary message was taken for a text");
        }
      }
    } catch (ProtocolException e) {
      // The packets before it have been delivered.
    }
    if (packets.size() > body.length / 2 + 1) {
      throw new AssertionError(packets.size() + " packets in " + body.length + " bytes");
    }
    if (!packets.isEmpty()) {
      comesBack(packets, body.length % 64);
    }
  }

  /** What was received and is sent again is the same, in payloads of a size or of one packet. */
  private static void comesBack(List<Frame> packets, long maxPayload) {
    Deque<Frame> queue = new ArrayDeque<>(packets);
    List<Frame> received = new ArrayList<>();
    while (!queue.isEmpty()) {
      int before = queue.size();
      byte[] payload = PacketCodec.encodePayload(queue, maxPayload).payload();
      if (payload.length > maxPayload && before - queue.size() > 1) {
        throw new AssertionError("a payload of " + payload.length + " bytes");
      }
      try {
        for (Payload again = new Payload(payload); again.hasNext(); ) {
          received.add(again.next());
        }
      } catch (ProtocolException e) {
        throw new AssertionError("what was sent cannot be read", e);
      }
    }
    if (!received.equals(packets)) {
      throw new AssertionError("what was sent came as something else");
    }
  }
}
