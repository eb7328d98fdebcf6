package socketio.spi.support;

import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;
import socketio.Args;

/**
 * The types that every parser refuses to send, because they are no data: threads, futures, streams,
 * functions, files and the like. A codec library would send some of them as {@code {}}, or as
 * whatever their getters return.
 *
 * @since 1.0
 */
public final class Unsendable {
  private static final String RUNNING =
      "is part of the running program: send data that describes it";
  private static final String FUTURE = "is a future: wait for its result, and send that";
  private static final String STREAM =
      "is a stream: collect its elements into a list, and send that";
  private static final String BYTES = "is a stream: read it, and send its content";
  private static final String FUNCTION = "is a function: call it, and send its result";
  private static final String TYPE =
      "describes a type, or a part of one: send its name as a string";
  private static final String FILE =
      "is a file on this machine: send its content as byte[], or its path as a string";

  /** What is refused with its subtypes; the first that matches gives the advice. */
  private static final Map<Class<?>, String> CLASSES = new LinkedHashMap<>();

  /** The same for types that not every JVM and class path has. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("groovy.lang.Closure", FUNCTION),
          Map.entry("java.lang.Module", RUNNING),
          Map.entry("java.lang.ProcessHandle", RUNNING),
          Map.entry("java.util.concurrent.Flow$Publisher", STREAM),
          Map.entry("java.util.concurrent.Flow$Subscriber", RUNNING),
          Map.entry("kotlin.Function", FUNCTION),
          Map.entry("kotlin.Unit", "is no value: leave the argument out, or send null"),
          Map.entry("kotlin.coroutines.Continuation", RUNNING),
          Map.entry("kotlin.reflect.KAnnotatedElement", TYPE),
          Map.entry("kotlin.sequences.Sequence", STREAM),
          Map.entry("kotlinx.coroutines.Job", FUTURE),
          Map.entry("kotlinx.coroutines.flow.Flow", STREAM),
          Map.entry("org.reactivestreams.Publisher", STREAM));

  private static final Set<Class<?>> NUMBERS =
      Set.of(
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class);

  static {
    put(
        "is an exception: send its message, or a record with what the server needs",
        Throwable.class);
    put("holds several arguments: send the list of them, toList()", Args.class);
    put(FILE, File.class, Path.class);
    put(TYPE, Type.class, AnnotatedElement.class, MethodHandle.class);
    put(FUTURE, Future.class, CompletionStage.class);
    put(STREAM, BaseStream.class);
    put(BYTES, InputStream.class, Reader.class);
    put(
        RUNNING,
        OutputStream.class,
        Writer.class,
        Thread.class,
        ThreadGroup.class,
        ThreadLocal.class,
        Process.class,
        Runtime.class,
        ClassLoader.class,
        Reference.class,
        Timer.class,
        Executor.class,
        Lock.class,
        ReadWriteLock.class,
        StampedLock.class,
        AbstractOwnableSynchronizer.class,
        Condition.class,
        Semaphore.class,
        CountDownLatch.class,
        CyclicBarrier.class,
        Phaser.class,
        Exchanger.class);
    put("is a resource: send its content", AutoCloseable.class);
  }

  private Unsendable() {}

  private static void put(String advice, Class<?>... types) {
    for (Class<?> type : types) {
      CLASSES.put(type, advice);
    }
  }

  /**
   * Returns why values of a class cannot be sent.
   *
   * @param type a class
   * @return the reason and what to do, beginning with the name of the class; null if it is data, or
   *     unknown
   */
  public static @Nullable String reason(Class<?> type) {
    String advice = advice(type);
    return advice == null ? null : type.getTypeName() + " " + advice;
  }

  private static @Nullable String advice(Class<?> type) {
    if (type.isPrimitive()
        || type.isArray()
        || type.isEnum()
        || Enum.class.isAssignableFrom(type)
        || Record.class.isAssignableFrom(type)
        || CharSequence.class.isAssignableFrom(type)
        || Collection.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type)) {
      return null; // data, whatever else it implements
    }
    if (Number.class.isAssignableFrom(type)) {
      return isNumber(type)
          ? null
          : "is not a number of the JDK: send a long, double or BigDecimal";
    }
    for (Map.Entry<Class<?>, String> entry : CLASSES.entrySet()) {
      if (entry.getKey().isAssignableFrom(type)) {
        return entry.getValue();
      }
    }
    if (Iterable.class.isAssignableFrom(type) || Iterator.class.isAssignableFrom(type)) {
      return null; // its elements
    }
    if (Runnable.class.isAssignableFrom(type) || Callable.class.isAssignableFrom(type)) {
      return FUNCTION;
    }
    String named = named(type);
    return named == null && type.isSynthetic() ? FUNCTION : named; // a lambda
  }

  private static boolean isNumber(Class<?> type) {
    for (Class<?> c = type; c != null && c != Number.class; c = c.getSuperclass()) {
      if (NUMBERS.contains(c)) {
        return true;
      }
    }
    return type == Number.class || ValueForm.of(type) != null;
  }

  private static @Nullable String named(@Nullable Class<?> type) {
    if (type == null) {
      return null;
    }
    String name = type.getName();
    String advice = name.startsWith("java.util.function.") ? FUNCTION : NAMES.get(name);
    if (advice != null) {
      return advice;
    }
    for (Class<?> each : type.getInterfaces()) {
      String inherited = named(each);
      if (inherited != null) {
        return inherited;
      }
    }
    return named(type.getSuperclass());
  }
}
