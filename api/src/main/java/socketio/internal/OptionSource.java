package socketio.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a connect option comes from: a fixed value, or a supplier of the application. */
public sealed interface OptionSource {
  static OptionSource of(@Nullable Object value) {
    return new Fixed(value);
  }

  static OptionSource from(@Nullable Supplier<?> supplier, String name) {
    return new Supplied(Check.notNull(supplier, name));
  }

  /** Gets the value; runs the application's code, so never in the loop. */
  CompletionStage<@Nullable Object> get();

  /** Whether {@link #get} runs none of the application's code. */
  boolean fixed();

  /** A value. */
  record Fixed(@Nullable Object value) implements OptionSource {
    @Override
    public CompletionStage<@Nullable Object> get() {
      return CompletableFuture.completedFuture(value);
    }

    @Override
    public boolean fixed() {
      return true;
    }

    /** Leaves the value out: it may be secret. */
    @Override
    public String toString() {
      return "fixed";
    }
  }

  /** A supplier of a value, or of a stage of a value. */
  record Supplied(Supplier<?> supplier) implements OptionSource {
    @Override
    @SuppressWarnings("unchecked") // every stage is one of an object
    public CompletionStage<@Nullable Object> get() {
      Object value = supplier.get();
      return value instanceof CompletionStage<?> stage
          ? (CompletionStage<@Nullable Object>) stage
          : CompletableFuture.completedFuture(value);
    }

    @Override
    public boolean fixed() {
      return false;
    }
  }
}
