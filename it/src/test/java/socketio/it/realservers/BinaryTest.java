package socketio.it.realservers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static socketio.it.support.Values.at;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Args;
import socketio.it.support.Await;
import socketio.it.support.NodeServer;
import socketio.it.support.Setup;
import socketio.it.support.Values;

/** Binary data: the server reports length and SHA-256 of what it got, and sends it back. */
class BinaryTest extends RealServerTest {
  BinaryTest(Setup setup, NodeServer server) {
    super(setup, server);
  }

  @Tag("pain-12-payloads")
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64 << 10, 16 << 20})
  void bytesArriveUnchangedInBothDirections(int length) throws InterruptedException {
    byte[] bytes = random(length);
    connect();

    Args reply = peer.root().call("digest", bytes);

    assertEquals(List.of(digest(bytes)), reply.get(0));
    assertArrayEquals(bytes, reply.get(1, byte[].class));
  }

  @Test
  void bytesArriveInAnEventUnchanged() throws InterruptedException {
    byte[] bytes = random(1000);
    var echo = new CompletableFuture<Args>();
    peer.root().events().on("echo", echo::complete);
    connect();

    peer.root().emit("echo", "before", bytes, "after");

    Args got = Await.result(echo);
    assertEquals("before", got.get(0));
    assertArrayEquals(bytes, got.get(1, byte[].class));
    assertEquals("after", got.get(2));
  }

  @Tag("pain-12-payloads")
  @Test
  void attachmentsMayBeNestedInMapsListsAndRecords() throws InterruptedException {
    byte[] a = random(10);
    byte[] b = random(20);
    byte[] c = random(30);
    byte[] d = random(0);
    connect();

    Args reply =
        peer.root()
            .call(
                "digest",
                Map.of("map", List.of("x", a)),
                List.of(ByteBuffer.wrap(b), new Picture("cat", c, new Inner(d))));

    assertEquals(List.of(digest(a), digest(b), digest(c), digest(d)), reply.get(0));
    assertArrayEquals(a, (byte[]) at(reply, 1, "map", 1));
    assertArrayEquals(b, (byte[]) at(reply, 2, 0));
    assertArrayEquals(c, (byte[]) at(reply, 2, 1, "pixels"));
    assertArrayEquals(d, (byte[]) at(reply, 2, 1, "inner", "bytes"));
  }

  @Test
  void attachmentsAreBoundIntoRecords() throws InterruptedException {
    byte[] pixels = random(100);
    byte[] bytes = random(3);
    connect();

    Args reply = peer.root().call("call", new Picture("cat", pixels, new Inner(bytes)));
    Picture got = Values.get(reply, 0, Picture.class);

    assertEquals("cat", got.name());
    assertArrayEquals(pixels, got.pixels());
    assertArrayEquals(bytes, got.inner().bytes());
  }

  @Test
  void tenAttachmentsKeepTheirOrder() throws InterruptedException {
    List<byte[]> all = new Random(1).ints(10, 1, 2000).mapToObj(BinaryTest::random).toList();
    connect();

    Args reply = peer.root().call("digest", all);

    assertEquals(all.stream().map(BinaryTest::digest).toList(), reply.get(0));
  }

  @Test
  void eventsWithAttachmentsKeepTheirOrder() throws InterruptedException {
    var both = new CompletableFuture<List<Object>>();
    List<Object> got = new ArrayList<>();
    peer.root()
        .events()
        .on(
            "echo",
            args -> {
              got.add(args.get(0) + " " + digest(Values.get(args, 1, byte[].class)));
              if (got.size() == 3) {
                both.complete(got);
              }
            });
    connect();

    peer.root().emit("echo", "large", random(300_000));
    peer.root().emit("echo", "small", random(3));
    peer.root().emit("echo", "empty", random(0));

    assertEquals(
        List.of(
            "large " + digest(random(300_000)),
            "small " + digest(random(3)),
            "empty " + digest(random(0))),
        Await.result(both));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static Map<String, Object> digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Map.of("length", (long) bytes.length, "sha256", HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // what a user might write
  record Inner(byte[] bytes) {}

  @SuppressWarnings("ArrayRecordComponent") // what a user might write
  record Picture(String name, byte[] pixels, Inner inner) {}
}
