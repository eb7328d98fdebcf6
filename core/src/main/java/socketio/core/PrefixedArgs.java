package socketio.core;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.internal.LiteralArgs;

/** Arguments with additional ones, added by the library, in front. */
public final class PrefixedArgs implements Args {
  private final Args prefix;
  private final Args args;

  public PrefixedArgs(Args args, String... prefix) {
    this.prefix = LiteralArgs.of((Object[]) prefix);
    this.args = args;
  }

  @Override
  public int size() {
    return prefix.size() + args.size();
  }

  @Override
  public @Nullable Object get(int index) {
    return index < prefix.size() ? prefix.get(index) : args.get(index - prefix.size());
  }

  @Override
  public @Nullable Object get(int index, Type type) {
    return index < prefix.size() ? prefix.get(index, type) : args.get(index - prefix.size(), type);
  }

  @Override
  public List<@Nullable Object> toList() {
    List<@Nullable Object> all = new ArrayList<>(prefix.toList());
    all.addAll(args.toList());
    return Collections.unmodifiableList(all);
  }

  /** Shows only the number of arguments: their content may be secret. */
  @Override
  public String toString() {
    return "Args[" + size() + "]";
  }
}
