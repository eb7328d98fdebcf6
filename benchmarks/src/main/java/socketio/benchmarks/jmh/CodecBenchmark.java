package socketio.benchmarks.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import socketio.Args;
import socketio.benchmarks.Reading;
import socketio.benchmarks.Report;
import socketio.json.JsonPacketParser;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** Encodes packets to frames and decodes them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {
  /** The payload of the event. */
  @Param({"small", "medium"})
  public String size;

  private final Parser parser = JsonPacketParser.create();
  private Parser.Decoder decoder;
  private Packet packet;
  private Frame frame;
  private Class<?> type;

  /** Creates the packet and its frame. */
  @Setup
  public void prepare() {
    Object value = value();
    type = value.getClass();
    packet = new Packet.Event("/", Packet.Event.NO_ID, "e", Args.of(value));
    // As an engine delivers it, after the type of its Engine.IO packet.
    frame = new Frame.Text("4" + ((Frame.Text) parser.encode(packet).get(0)).data(), 1);
    decoder = parser.newDecoder();
  }

  private Object value() {
    return size.equals("small") ? Reading.number(1) : Report.number(1);
  }

  /** Encodes an event to its frame. */
  @Benchmark
  public List<Frame> encode() {
    return parser.encode(packet);
  }

  /** Decodes a frame to an event whose arguments are not read. */
  @Benchmark
  public Packet decode() {
    return decoder.decode(frame);
  }

  /** Decodes a frame to an event whose argument is read as a record. */
  @Benchmark
  public Object decodeAndRead() {
    return ((Packet.Event) decoder.decode(frame)).args().get(0, type);
  }

  /** Decodes a frame to an event whose argument is read as a map. */
  @Benchmark
  public Object decodeAndReadNatural() {
    return ((Packet.Event) decoder.decode(frame)).args().get(0);
  }
}
