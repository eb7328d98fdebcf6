package socketio.it.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import socketio.TransportKind;
import socketio.json.JsonPacketParser;
import socketio.spi.Channel;
import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.EngineProvider;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;
import socketio.spi.ParserProvider;
import socketio.spi.Provider;
import socketio.testkit.contract.EngineContract;
import socketio.testkit.contract.GoldenPacket;
import socketio.testkit.contract.ParserContract;
import socketio.testkit.contract.ProviderContract;

/** The contracts detect the faults that they are there for. */
class ContractsFailTest {
  @TestFactory
  Stream<DynamicTest> everyFaultIsFoundByTheTestForIt() {
    Map<Class<?>, String> found =
        Map.of(
            ForgetfulParser.class, "eventKeepsNamespaceIdNameAndArguments",
            LeakyParser.class, "damagedFramesAreDecodingExceptionsOrPackets",
            WrongWireParser.class, "goldenPacketsAreEncodedAndDecoded",
            DeafEngine.class, "answersPingsForADay",
            SlowClosingEngine.class, "closesWithinTwoSecondsWhateverTheServerDoes",
            UnregisteredProvider.class, "isFoundOnceByTheServiceLoader",
            LoudProvider.class, "nameIsShortAndLowerCaseAndAlwaysTheSame");
    return found.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey().getSimpleName(),
                    () -> assertFails(entry.getKey(), entry.getValue())));
  }

  private static void assertFails(Class<?> subject, String test) {
    Events failed =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(subject))
            .execute()
            .testEvents()
            .failed();
    List<String> names =
        failed.stream().map(event -> event.getTestDescriptor().getUniqueId().toString()).toList();
    assertTrue(names.stream().anyMatch(name -> name.contains(test)), () -> "only " + names);
  }

  /** Loses the id of every event. */
  static class ForgetfulParser extends ParserContract {
    @Override
    protected Parser parser() {
      Parser json = JsonPacketParser.create();
      return new Parser() {
        @Override
        public List<Frame> encode(Packet packet) {
          return packet instanceof Packet.Event event
              ? json.encode(
                  new Packet.Event(
                      event.namespace(), Packet.Event.NO_ID, event.name(), event.args()))
              : json.encode(packet);
        }

        @Override
        public Decoder newDecoder() {
          return json.newDecoder();
        }
      };
    }
  }

  /** Throws exceptions of the wrong types. */
  static class LeakyParser extends ParserContract {
    @Override
    protected Parser parser() {
      Parser json = JsonPacketParser.create();
      return new Parser() {
        @Override
        public List<Frame> encode(Packet packet) {
          return json.encode(packet);
        }

        @Override
        public Decoder newDecoder() {
          Decoder strict = json.newDecoder();
          return frame -> {
            try {
              return strict.decode(frame);
            } catch (socketio.DecodingException e) {
              throw new IllegalStateException(e);
            }
          };
        }
      };
    }
  }

  /** Sends arrays with a space. */
  static class WrongWireParser extends ParserContract {
    @Override
    protected Parser parser() {
      Parser json = JsonPacketParser.create();
      return new Parser() {
        @Override
        public List<Frame> encode(Packet packet) {
          var frames = new ArrayList<>(json.encode(packet));
          frames.replaceAll(
              frame ->
                  frame instanceof Frame.Text text
                      ? new Frame.Text(text.data().replace("[\"", "[ \""))
                      : frame);
          return frames;
        }

        @Override
        public Decoder newDecoder() {
          return json.newDecoder();
        }
      };
    }

    @Override
    protected List<GoldenPacket> goldenWire() {
      return GoldenPacket.json();
    }
  }

  private static EngineProvider engineIo() {
    return ServiceLoader.load(EngineProvider.class).findFirst().orElseThrow();
  }

  /** Ignores incoming packets, so that it answers no ping. */
  static class DeafEngine extends EngineContract {
    @Override
    protected EngineProvider provider() {
      return new Wrapping() {
        @Override
        public Engine open(EngineConfig config, Engine.Listener listener) {
          return engineIo().open(with(config, new DeafTransport(config.transport())), listener);
        }
      };
    }
  }

  /** Closes an hour late. */
  static class SlowClosingEngine extends EngineContract {
    @Override
    protected EngineProvider provider() {
      return new Wrapping() {
        @Override
        public Engine open(EngineConfig config, Engine.Listener listener) {
          Engine engine = engineIo().open(config, listener);
          return new Delegate(engine) {
            @Override
            public void close() {
              var unused = config.loop().schedule(Duration.ofHours(1), engine::close);
            }
          };
        }
      };
    }
  }

  private abstract static class Wrapping implements EngineProvider {
    @Override
    public String name() {
      return "wrapping";
    }

    static EngineConfig with(EngineConfig config, socketio.spi.Transport transport) {
      return config.toBuilder(transport).build();
    }
  }

  private record DeafTransport(socketio.spi.Transport inner) implements socketio.spi.Transport {
    @Override
    public java.util.Set<socketio.TransportKind> kinds() {
      return inner.kinds();
    }

    @Override
    public long maxMessageSize(TransportKind kind) {
      return inner.maxMessageSize(kind);
    }

    @Override
    public CompletableFuture<Response> exchange(Request request) {
      return request.method().equals("POST") ? new CompletableFuture<>() : inner.exchange(request);
    }

    @Override
    public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
      return inner.connect(kind, request, listener);
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  private static class Delegate implements Engine {
    private final Engine inner;

    Delegate(Engine inner) {
      this.inner = inner;
    }

    @Override
    public boolean send(List<Frame> frames) {
      return inner.send(frames);
    }

    @Override
    public long queuedBytes() {
      return inner.queuedBytes();
    }

    @Override
    public Limits limits() {
      return inner.limits();
    }

    @Override
    public void reading(boolean wanted) {
      inner.reading(wanted);
    }

    @Override
    public void close() {
      inner.close();
    }

    @Override
    public void abort(socketio.DisconnectReason reason, Throwable cause) {
      inner.abort(reason, cause);
    }

    @Override
    public socketio.TransportKind transport() {
      return inner.transport();
    }
  }

  /** Listed nowhere. */
  static class UnregisteredProvider extends ProviderContract {
    @Override
    protected Provider provider() {
      return new Unregistered();
    }
  }

  /** A parser that no service file names. */
  public static final class Unregistered implements ParserProvider {
    @Override
    public String name() {
      return "unregistered";
    }

    @Override
    public Parser create() {
      return JsonPacketParser.create();
    }
  }

  /** Shouts. */
  static class LoudProvider extends ProviderContract {
    @Override
    protected Provider provider() {
      return new ParserProvider() {
        @Override
        public String name() {
          return "LOUD";
        }

        @Override
        public Parser create() {
          return JsonPacketParser.create();
        }
      };
    }
  }
}
