package socketio.core;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import socketio.Args;

/** Arguments without the first ones. */
public final class TailArgs implements Args {
  private final Args args;
  private final int from;
  private final int size;

  private TailArgs(Args args, int from) {
    this.args = args;
    this.from = from;
    size = Math.max(0, args.size() - from);
  }

  /** What there is from an index on; nothing if there are fewer. */
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

  /** Names the number only: content may be secret. */
  @Override
  public String toString() {
    return "Args[" + size + "]";
  }
}
