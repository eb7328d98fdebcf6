package socketio.core;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import socketio.Args;

/** A view of arguments that skips the first ones. */
public final class TailArgs implements Args {
  private final Args args;
  private final int from;
  private final int size;

  private TailArgs(Args args, int from) {
    this.args = args;
    this.from = from;
    size = Math.max(0, args.size() - from);
  }

  /** Returns the arguments from an index on; none if there are fewer. */
  public static Args of(Args args, int from) {
    return from == 0 ? args : new TailArgs(args, from);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public @Nullable Object get(int index) {
    return args.get(from + Objects.checkIndex(index, size));
  }

  @Override
  public @Nullable Object get(int index, Type type) {
    return args.get(from + Objects.checkIndex(index, size), type);
  }

  @Override
  public List<@Nullable Object> toList() {
    List<@Nullable Object> all = args.toList();
    return all.subList(all.size() - size, all.size());
  }

  /** Shows only the number of arguments: their content may be secret. */
  @Override
  public String toString() {
    return "Args[" + size + "]";
  }
}
