package socketio.it.hostile;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.it.support.DisconnectRecorder;
import socketio.it.support.Heap;
import socketio.it.support.RawIoServer;
import socketio.it.support.TransportMode;
import socketio.json.JsonLimits;
import socketio.json.JsonPacketParser;
import socketio.testkit.FakeEngineServer;
import socketio.testkit.FakeEngineSocket;
import socketio.testkit.FakeTransport;
import socketio.testkit.ManualLoop;

/** Hostile packets end in one typed close, or have no effect at all. */
@Timeout(60)
class HostilePacketsTest {
  private static final String ATTACHED = "{\"_placeholder\":true,\"num\":0}";
  private static final int MUCH = 1_000_000;

  static Stream<Arguments> endings() {
    return Stream.of(
            Arguments.of("eleven attachments", List.of("4511-[\"x\"]"), "more than 10 attachments"),
            Arguments.of(
                "very many attachments",
                List.of("45" + "9".repeat(1000) + "-[\"x\"]"),
                "more than 10 attachments"),
            Arguments.of(
                "attachments of more bytes than allowed",
                List.of("452-[\"x\"," + ATTACHED + "]", "b" + "AAAA".repeat(200), "bAAAA"),
                "more than 600 bytes"),
            Arguments.of(
                "an attachment that was not announced", List.of("bAAAA"), "belongs to no packet"),
            Arguments.of(
                "a text in place of an attachment",
                List.of("451-[\"x\"," + ATTACHED + "]", "42[\"y\"]"),
                "1 attachments were missing"),
            Arguments.of(
                "arrays in arrays",
                List.of("42[\"x\"," + "[".repeat(100_000) + "]".repeat(100_000) + "]"),
                "nested more than 500 deep"),
            Arguments.of(
                "objects in objects",
                List.of("42[\"x\"," + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000) + "]"),
                "nested more than 500 deep"),
            Arguments.of(
                "an id that no double can hold",
                List.of("429007199254740992[\"x\"]"),
                "larger than 2^53-1"),
            Arguments.of(
                "an id of a million digits",
                List.of("42" + "9".repeat(MUCH) + "[\"x\"]"),
                "larger than 2^53-1"),
            Arguments.of("a reserved name", List.of("42[\"disconnect\"]"), "reserved name"),
            Arguments.of("no packet of Engine.IO", List.of("9"), "unexpected type"),
            Arguments.of(
                "base64 that is none", List.of("b!!!"), "a binary message with invalid base64"))
        .flatMap(
            arguments ->
                Stream.of(TransportMode.POLLING, TransportMode.WEBSOCKET)
                    .map(
                        mode ->
                            Arguments.of(
                                mode, arguments.get()[0], arguments.get()[1], arguments.get()[2])));
  }

  @Tag("pain-09-crashes-inside")
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("endings")
  void endTheConnectionOnceWithTheReason(
      TransportMode mode, String name, List<String> packets, String reason) throws Exception {
    try (RawIoServer server =
            RawIoServer.start(
                mode,
                peer -> {
                  for (String packet : packets) {
                    peer.send(packet);
                  }
                  peer.flush();
                });
        Client client =
            Client.builder()
                .parser(
                    JsonPacketParser.create()
                        .withLimits(JsonLimits.defaults().withAttachmentBytes(600)))
                .reconnection(false)
                .build()) {
      DisconnectRecorder disconnects = DisconnectRecorder.of(client);
      client.connect(ConnectOptions.to(server.url()).transports(mode.kinds()));

      disconnects.assertNext(DisconnectReason.PARSE_ERROR, reason);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TransportMode.class,
      names = {"POLLING", "WEBSOCKET"})
  void leaveNothingBehindWhereNobodyHasAskedForThem(TransportMode mode) throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();
    try (RawIoServer server =
            RawIoServer.start(
                mode,
                peer -> {
                  for (int i = 0; i < 10_000; i++) {
                    peer.send("40/unknown" + i + ",{\"sid\":\"" + "s".repeat(1000) + "\"}");
                    peer.send("42/unknown" + i + ",[\"x\"]");
                    peer.send("43" + i + "[]");
                  }
                  peer.send("42/" + "n".repeat(MUCH) + ",[\"x\"]");
                  peer.send("42[\"number\"," + "9".repeat(MUCH) + "]");
                  peer.send("42[\"" + "n".repeat(MUCH) + "\"]");
                  peer.send("42[\"fine\"]");
                  peer.flush();
                });
        Client client = Client.builder().onError(errors::add).reconnection(false).build()) {
      client.on("number", Long.class, number -> received.add("a number"));
      client.on("*", args -> received.add("an event of " + String.valueOf(args.get(0)).length()));
      client.on("fine", args -> received.add("fine"));
      var heap = new Heap();
      client.connect(ConnectOptions.to(server.url()).transports(mode.kinds()));

      assertEquals("an event of " + MUCH, received.poll(30, SECONDS));
      assertEquals("fine", received.poll(30, SECONDS));
      assertInstanceOf(DecodingException.class, errors.poll(30, SECONDS));
      heap.assertGrownByAtMost(8 << 20);
    }
  }

  @Test
  void areGivenUpWhereTheirAttachmentsNeverCome() {
    var loop = new ManualLoop();
    var reasons = new ArrayList<DisconnectReason>();
    try (FakeEngineServer server =
            FakeEngineServer.builder().path("/socket.io/").loop(loop).start();
        Client client =
            Client.builder()
                .transport(FakeTransport.to(server))
                .loop(loop)
                .handlerExecutor(loop.handlerExecutor())
                .reconnection(false)
                .build()) {
      server.onMessage((socket, frame) -> socket.send("0{\"sid\":\"s\"}"));
      client.onDisconnect(reasons::add);
      var unused = client.async().connect(server.url());
      loop.runAll();
      FakeEngineSocket socket = server.takeSocket();
      socket.send("53-[\"x\"," + ATTACHED + "]");
      socket.send(new byte[] {1});
      loop.advance(Duration.ofMinutes(1));
      assertEquals(List.of(), reasons);

      loop.advance(Duration.ofMinutes(1));

      assertEquals(List.of(DisconnectReason.PARSE_ERROR), reasons);
    }
  }
}
