package socketio.msgpack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.msgpack.Frames.packet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import socketio.DecodingException;
import socketio.EncodingException;
import socketio.spi.Parser;

/** No input from a peer or a caller exhausts memory or a stack. */
class MsgpackLimitsTest {
  private final MsgpackPacketParser parser = MsgpackPacketParser.create();

  private static void assertRefused(Parser parser, String hex, String reason) {
    DecodingException e = assertThrows(DecodingException.class, () -> Frames.decode(parser, hex));
    assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage());
  }

  private static EncodingException refused(Parser parser, Object value) {
    return assertThrows(EncodingException.class, () -> Frames.encode(parser, value));
  }

  @Test
  void millionLevelsAreRefusedByTheScan() {
    String deep = "nested more than 500 deep";
    assertRefused(parser, packet(2, "92a165" + "91".repeat(1_000_000)), deep);
    assertRefused(parser, packet(2, "92a165" + "81a161".repeat(1_000_000)), deep);
    assertRefused(parser, packet(2, "92a165" + "81".repeat(1_000_000)), deep); // as keys
    assertRefused(parser, packet(0, "81a161".repeat(1_000_000)), deep);
    assertRefused(parser, "82a178" + "91".repeat(1_000_000), deep); // where it is ignored
  }

  @Test
  void depthUpToTheLimitIsReadAndWritten() {
    String deepest = "91".repeat(498) + "90";
    Object value = Frames.arg(parser, deepest).get(0);
    assertEquals(deepest, Frames.encode(parser, value));
    refused(parser, Collections.singletonList(value));
    assertRefused(parser, packet(2, "92a165" + "91".repeat(499) + "90"), "more than 500 deep");
  }

  @Test
  void depthCanBeChanged() {
    MsgpackPacketParser shallow = parser.withLimits(MsgpackLimits.defaults().withDepth(2));
    assertEquals("9101", Frames.encode(shallow, List.of(1)));
    assertEquals(List.of(1L), Frames.arg(shallow, "9101").get(0));
    refused(shallow, List.of(List.of(1)));
    assertRefused(shallow, packet(2, "92a1659190"), "nested more than 2 deep");
  }

  @Test
  void deepMapIsRefusedBeforeTheStackEnds() {
    Object deep = new HashMap<>();
    for (int i = 0; i < 1_000_000; i++) {
      deep = Map.of("a", deep);
    }
    assertTrue(
        String.valueOf(refused(parser, deep).getMessage())
            .endsWith("it contains itself, or is nested deeper than MsgpackLimits allow"));
  }

  record Node(Object inner) {}

  @Test
  void recordThatContainsItselfIsRefused() {
    List<Object> list = new ArrayList<>();
    Node node = new Node(list);
    list.add(node);
    assertTrue(String.valueOf(refused(parser, node).getMessage()).contains("contains itself"));
  }

  @Test
  void sizeIsLimitedInBothDirections() {
    int head = packet(2, "92a165").length() / 2;
    MsgpackPacketParser small =
        parser.withLimits(MsgpackLimits.defaults().withFrameBytes(head + 10));
    assertEquals("a9" + "78".repeat(9), Frames.encode(small, "xxxxxxxxx"));
    assertEquals("xxxxxxxxx", Frames.arg(small, "a9" + "78".repeat(9)).get(0));
    assertTrue(
        String.valueOf(refused(small, "xxxxxxxxxx").getMessage())
            .contains("the packet has more than " + (head + 10) + " bytes"));
    refused(small, new byte[100_000]);
    assertRefused(small, packet(2, "92a165aa" + "78".repeat(10)), "more than " + (head + 10));
  }

  @Test
  void hugeCollectionIsRefusedBeforeItIsWritten() {
    MsgpackPacketParser small = parser.withLimits(MsgpackLimits.defaults().withFrameBytes(1 << 20));
    List<String> huge = Collections.nCopies(Integer.MAX_VALUE, "x");
    assertTrue(
        String.valueOf(refused(small, huge).getMessage()).contains("more than 1048576 bytes"));
  }

  @Test
  void numberOfValuesIsLimited() {
    // The map, its three keys, two values, the list and its name are eight.
    MsgpackPacketParser few = parser.withLimits(MsgpackLimits.defaults().withValues(12));
    assertEquals(List.of(1L, 2L), Frames.arg(few, "920102").get(0));
    assertEquals(List.of(1L, 2L, 3L), Frames.arg(few, "93010203").get(0));
    assertRefused(few, packet(2, "92a165 9401020304"), "it has more than 12 values");
    assertRefused(few, packet(2, "92a165 9191919190"), "it has more than 12 values");
    assertRefused(few, packet(2, "dd0000000c" + "c0".repeat(12)), "it has more than 12 values");
  }

  @Test
  void limitsMustAllowSomething() {
    MsgpackLimits limits = MsgpackLimits.defaults();
    assertInvalid("depth must be 1 or more, not 0", () -> limits.withDepth(0));
    assertInvalid("frameBytes must be 1 or more, not 0", () -> limits.withFrameBytes(0));
    assertInvalid("values must be 1 or more, not 0", () -> limits.withValues(0));
    assertEquals(limits, parser.limits());
  }

  @Test
  void sixtyFourMebibytesRoundTrip() {
    byte[] bytes = new byte[64 << 20];
    Arrays.fill(bytes, (byte) 7);
    String text = "0123456789abcde\u00e9".repeat(1 << 20);
    var args = Frames.transfer(parser, bytes, Map.of("text", text));
    assertArrayEquals(bytes, args.get(0, byte[].class));
    assertTrue(Map.of("text", text).equals(args.get(1)), "the text has changed");
  }

  @Test
  void endlessValueIsRefused() {
    MsgpackPacketParser small = parser.withLimits(MsgpackLimits.defaults().withFrameBytes(1 << 20));
    EncodingException e = refused(small, Stream.generate(() -> "x").iterator());
    assertTrue(String.valueOf(e.getMessage()).contains("more than 1048576 bytes"), e.getMessage());
  }

  @Test
  void referenceThatContainsItselfIsRefused() {
    AtomicReference<Object> self = new AtomicReference<>();
    self.set(new AtomicReference<>(self));
    EncodingException e = refused(parser, self);
    assertTrue(String.valueOf(e.getMessage()).contains("contains itself"), e.getMessage());
  }

  private static void assertInvalid(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void limitsAreComparedByValueAndShown() {
    MsgpackLimits limits = MsgpackLimits.defaults().withDepth(1).withFrameBytes(2).withValues(3);
    assertEquals("MsgpackLimits[depth=1, frameBytes=2, values=3]", limits.toString());
    assertEquals(limits, limits.withDepth(7).withDepth(1));
    assertEquals(limits.hashCode(), limits.withDepth(1).hashCode());
    for (MsgpackLimits other :
        List.of(limits.withDepth(9), limits.withFrameBytes(9), limits.withValues(9))) {
      assertNotEquals(limits, other);
    }
  }
}
