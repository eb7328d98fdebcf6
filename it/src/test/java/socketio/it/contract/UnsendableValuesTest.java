package socketio.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static socketio.it.contract.BothParsers.assertRefused;
import static socketio.it.contract.BothParsers.both;
import static socketio.it.contract.BothParsers.transfer;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.StringReader;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.msgpack.jackson.dataformat.MessagePackMapper;
import socketio.it.contract.BothParsers.Bean;
import socketio.it.contract.BothParsers.Holder;
import socketio.json.JsonPacketParser;
import socketio.msgpack.JacksonCodec;
import socketio.msgpack.MsgpackPacketParser;
import socketio.spi.Parser;

/** Neither parser sends what is no data. */
class UnsendableValuesTest {
  /** A function with a property. */
  interface Named extends Supplier<String> {
    default String getName() {
      return "S3CRET";
    }
  }

  static class NoProperties {}

  /** Is a function, too, but has a form. */
  record Job(String name) implements Runnable {
    @Override
    public void run() {}
  }

  static List<Object> refused() throws Exception {
    Runnable runnable = () -> {};
    Named named = () -> "S3CRET";
    Callable<Integer> callable = () -> 1;
    Executor executor = Runnable::run;
    return new ArrayList<>(
        List.of(
            new Object(),
            new NoProperties(),
            Thread.currentThread(),
            new CompletableFuture<>(),
            CompletableFuture.completedFuture("S3CRET").minimalCompletionStage(),
            Stream.of(1),
            IntStream.of(1),
            new ByteArrayInputStream(new byte[1]),
            new StringReader("S3CRET"),
            runnable,
            named,
            callable,
            executor,
            ForkJoinPool.commonPool(),
            new ReentrantLock(),
            new CountDownLatch(1),
            new SubmissionPublisher<Integer>(),
            String.class,
            Named.class.getDeclaredMethods()[0],
            new URLClassLoader(new java.net.URL[0]),
            new java.net.Socket(),
            ThreadLocal.withInitial(() -> 1),
            new File("S3CRET"),
            Path.of("S3CRET"),
            new IllegalStateException("S3CRET"),
            kotlin.Unit.INSTANCE,
            new com.fasterxml.jackson.databind.ObjectMapper()));
  }

  @TestFactory
  Stream<DynamicTest> whatIsNoDataIsRefusedByNameAtAnyDepth() throws Exception {
    return refused().stream()
        .flatMap(
            value ->
                both(
                    value.getClass().getName(),
                    parser -> {
                      String name = value.getClass().getTypeName();
                      assertRefused(parser, value, name);
                      assertRefused(parser, List.of(Map.of("k", value)), name);
                      assertRefused(parser, new Holder(value), name);
                      Bean bean = new Bean();
                      bean.value = value;
                      assertRefused(parser, bean, name);
                    }));
  }

  @Test
  void runningThingsAreRefusedWithAnApplicationsMapperToo() throws Exception {
    var json = new com.fasterxml.jackson.databind.ObjectMapper();
    json.disable(com.fasterxml.jackson.databind.SerializationFeature.FAIL_ON_EMPTY_BEANS);
    var msgpack = new MessagePackMapper();
    msgpack.disable(com.fasterxml.jackson.databind.SerializationFeature.FAIL_ON_EMPTY_BEANS);
    List<Object> running = refused();
    running.removeIf(
        value ->
            value instanceof NoProperties
                || value.getClass() == Object.class
                || value instanceof Class
                || value instanceof File
                || value instanceof Path
                || value instanceof Throwable);
    for (Parser parser :
        List.of(
            JsonPacketParser.of(json),
            MsgpackPacketParser.create().withCodec(JacksonCodec.of(msgpack)))) {
      for (Object value : running) {
        assertRefused(parser, value, value.getClass().getTypeName());
      }
      assertEquals(Map.of(), transfer(parser, new NoProperties()).get(0));
    }
  }

  @TestFactory
  Stream<DynamicTest> dataThatIsAlsoAFunctionIsSent() {
    return both(
        "record",
        parser -> assertEquals(new Job("a"), transfer(parser, new Job("a")).get(0, Job.class)));
  }
}
