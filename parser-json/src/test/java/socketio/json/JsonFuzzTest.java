package socketio.json;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.DecodingException;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** Whatever a peer sends, the outcome is a packet or a {@link DecodingException}. */
class JsonFuzzTest {
  private static final int INPUTS = 400_000;
  private static final String PLACE = "{\"_placeholder\":true,\"num\":0}";
  private static final List<String> SEEDS =
      List.of(
          "0",
          "0/admin,{\"sid\":\"oSO0OpakMV_3jnilAAAA\",\"pid\":\"x\"}",
          "1/admin,",
          "2[\"foo\",1,-2.5e3,true,null,[1,[2,{\"a\":\"b\"}]],{\"k\":{}}]",
          "2/admin,13[\"bar\",\"\\u00e9\\ud83d\\ude00\\n\\\"\"]",
          "3/a?b=c,9007199254740991[12345678901234567890,\"x\"]",
          "4{\"message\":\"Not authorized\",\"data\":{\"code\":401}}",
          "4\"Not authorized\"",
          "51-[\"baz\"," + PLACE + ",{\"x\":" + PLACE + "}]",
          "52-/admin,7[\"baz\"," + PLACE + ",{\"num\":1,\"_placeholder\":true}]",
          "61-15[\"bar\"," + PLACE + "]",
          "2[123,{\"x\":1,\"y\":2},[{\"x\":3}]]");
  private static final String ALPHABET =
      "0123456789[]{}\",:\\/-+.eE?_ \t\n\u0000\u001e\u2028\u00e9\ud83d\ude00abtrufalsn";

  private static final List<Class<?>> TYPES =
      List.of(
          String.class,
          int.class,
          Boolean.class,
          byte[].class,
          Point.class,
          JsonNode.class,
          Map.class,
          BigDecimal[].class);

  record Point(int x, int y) {}

  private final JsonPacketParser parser = JsonPacketParser.create();
  private final Random random = new Random(20_260_331);
  private int packets;
  private int refusals;

  @Tag("pain-09-crashes-inside")
  @Test
  void onlyDecodingExceptionsComeOutOfHostileFrames() {
    Parser.Decoder decoder = parser.newDecoder();
    for (int i = 0; i < INPUTS; i++) {
      Frame frame = frame(i);
      try {
        Packet packet = decoder.decode(frame);
        if (packet != null) {
          packets++;
          read(packet, frame);
        }
      } catch (DecodingException e) {
        refusals++;
        decoder = parser.newDecoder();
      } catch (RuntimeException | Error e) {
        fail("input " + i + ": " + show(frame), e);
      }
    }
    // Both outcomes must be common, or this test says nothing.
    assertTrue(packets > INPUTS / 20, "packets: " + packets);
    assertTrue(refusals > INPUTS / 20, "refusals: " + refusals);
  }

  private Frame frame(int i) {
    if (i % 5 == 0) {
      byte[] bytes = new byte[random.nextInt(8)];
      random.nextBytes(bytes);
      return new Frame.Binary(bytes);
    }
    if (i % 5 == 1) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        text.append(
            random.nextInt(8) == 0
                ? (char) random.nextInt(Character.MAX_VALUE + 1)
                : ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      return new Frame.Text(text.toString());
    }
    StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
    for (int n = random.nextInt(4); n > 0 && text.length() > 0; n--) {
      mutate(text);
    }
    return new Frame.Text(text.toString());
  }

  private void mutate(StringBuilder text) {
    int at = random.nextInt(text.length());
    char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    switch (random.nextInt(6)) {
      case 0 -> text.setCharAt(at, c);
      case 1 -> text.insert(at, c);
      case 2 -> text.deleteCharAt(at);
      case 3 -> text.setLength(at);
      case 4 -> {
        String other = SEEDS.get(random.nextInt(SEEDS.size()));
        text.insert(at, other, random.nextInt(other.length()), other.length());
      }
      default -> text.insert(at, text.substring(at, at + random.nextInt(text.length() - at + 1)));
    }
  }

  private void read(Packet packet, Frame frame) {
    Args args = args(packet);
    if (args == null) {
      return;
    }
    attempt(args::toList, frame);
    if (args.size() > 0) {
      int index = random.nextInt(args.size());
      Class<?> type = TYPES.get(random.nextInt(TYPES.size()));
      attempt(() -> args.get(index, type), frame);
    }
  }

  private static @Nullable Args args(Packet packet) {
    if (packet instanceof Packet.Event event) {
      return event.args();
    }
    if (packet instanceof Packet.Ack ack) {
      return ack.args();
    }
    if (packet instanceof Packet.Connect connect) {
      return connect.data();
    }
    return packet instanceof Packet.ConnectError error ? error.data() : null;
  }

  private void attempt(Runnable access, Frame frame) {
    try {
      access.run();
    } catch (DecodingException e) {
      refusals++;
    } catch (RuntimeException | Error e) {
      fail(show(frame), e);
    }
  }

  private static String show(Frame frame) {
    return frame instanceof Frame.Text text ? text.data() : frame.toString();
  }
}
