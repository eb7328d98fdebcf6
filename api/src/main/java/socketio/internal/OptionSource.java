package socketio.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import socketio.spi.support.Unsendable;

/** The source of a connect option: a fixed value, or a supplier of the application. */
public sealed interface OptionSource {
  static OptionSource of(@Nullable Object value) {
    return new Fixed(value);
  }

  /**
   * Returns the source of a value of any type.
   *
   * @throws IllegalArgumentException if it is no data, such as code or a future
   */
  static OptionSource ofValue(@Nullable Object value, String name) {
    String reason = value == null ? null : Unsendable.reason(value.getClass());
    if (reason != null) {
      throw new IllegalArgumentException(
          name
              + ": "
              + reason
              + "; to have it called before every attempt, pass a java.util.function.Supplier of the"
              + " value, or of a CompletionStage of it");
    }
    return new Fixed(value);
  }

  static OptionSource from(@Nullable Supplier<?> supplier, String name) {
    return new Supplied(Check.notNull(supplier, name));
  }

  /** Returns the value; may run the application's code, so never called in the loop. */
  CompletionStage<@Nullable Object> get();

  /** Whether the value is fixed, so that {@link #get} runs none of the application's code. */
  boolean isFixed();

  /** A fixed value. */
  record Fixed(@Nullable Object value) implements OptionSource {
    @Override
    public CompletionStage<@Nullable Object> get() {
      return CompletableFuture.completedFuture(value);
    }

    @Override
    public boolean isFixed() {
      return true;
    }

    /** Omits the value: it may be secret. */
    @Override
    public String toString() {
      return "fixed";
    }
  }

  /** A supplier of a value, or of a stage of a value. */
  record Supplied(Supplier<?> supplier) implements OptionSource {
    @Override
    @SuppressWarnings("unchecked") // every stage is a stage of an object
    public CompletionStage<@Nullable Object> get() {
      Object value = supplier.get();
      return value instanceof CompletionStage<?> stage
          ? (CompletionStage<@Nullable Object>) stage
          : CompletableFuture.completedFuture(value);
    }

    @Override
    public boolean isFixed() {
      return false;
    }
  }
}
