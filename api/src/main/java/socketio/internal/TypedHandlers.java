package socketio.internal;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.CallHandler;
import socketio.DecodingException;
import socketio.EventHandler;
import socketio.TypeRef;

/** Converts handlers of typed arguments to handlers of raw {@link Args}. */
@SuppressWarnings({
  "unchecked",
  "TypeParameterUnusedInFormals"
}) // arguments are decoded as the registered types
public final class TypedHandlers {
  private TypedHandlers() {}

  /** A wrapper that keeps the application's handler. */
  private record Typed(Object handler, EventHandler decoding)
      implements EventHandler, HandlerWrapper {
    @Override
    public void handle(Args args) throws Exception {
      decoding.handle(args);
    }
  }

  /** Converts a handler of one argument. */
  public static <A> EventHandler event(String event, EventHandler.Of1<A> handler, Type a) {
    requireNonNull(handler, a);
    return new Typed(handler, args -> handler.handle(TypedHandlers.<A>arg(event, args, 0, a)));
  }

  /** Converts a handler of two arguments. */
  public static <A, B> EventHandler event(
      String event, EventHandler.Of2<A, B> handler, Type a, Type b) {
    requireNonNull(handler, a, b);
    return new Typed(
        handler,
        args ->
            handler.handle(
                TypedHandlers.<A>arg(event, args, 0, a), TypedHandlers.<B>arg(event, args, 1, b)));
  }

  /** Converts a handler of three arguments. */
  public static <A, B, C> EventHandler event(
      String event, EventHandler.Of3<A, B, C> handler, Type a, Type b, Type c) {
    requireNonNull(handler, a, b, c);
    return new Typed(
        handler,
        args ->
            handler.handle(
                TypedHandlers.<A>arg(event, args, 0, a),
                TypedHandlers.<B>arg(event, args, 1, b),
                TypedHandlers.<C>arg(event, args, 2, c)));
  }

  /** Converts a handler of one argument. */
  public static <A> CallHandler call(String event, CallHandler.Of1<A> handler, Type a) {
    requireNonNull(handler, a);
    return args -> handler.handle(TypedHandlers.<A>arg(event, args, 0, a));
  }

  /** Converts a handler of two arguments. */
  public static <A, B> CallHandler call(
      String event, CallHandler.Of2<A, B> handler, Type a, Type b) {
    requireNonNull(handler, a, b);
    return args ->
        handler.handle(
            TypedHandlers.<A>arg(event, args, 0, a), TypedHandlers.<B>arg(event, args, 1, b));
  }

  /** Converts a handler of three arguments. */
  public static <A, B, C> CallHandler call(
      String event, CallHandler.Of3<A, B, C> handler, Type a, Type b, Type c) {
    requireNonNull(handler, a, b, c);
    return args ->
        handler.handle(
            TypedHandlers.<A>arg(event, args, 0, a),
            TypedHandlers.<B>arg(event, args, 1, b),
            TypedHandlers.<C>arg(event, args, 2, c));
  }

  private static void requireNonNull(Object handler, Type... types) {
    Check.notNull(handler, "handler");
    for (int i = 0; i < types.length; i++) {
      Check.notNull(types[i], parameter(i));
    }
  }

  /** Returns a type of arguments that is given as a reference. */
  public static Type type(TypeRef<?> reference, int index) {
    return Check.notNull(reference, parameter(index)).type();
  }

  /** Returns the parameter of {@link socketio.Events} that is the type of an argument. */
  private static String parameter(int index) {
    return (char) ('a' + index) + " (the type of argument " + index + ")";
  }

  /** Decodes one argument; an error names the event, the index and the type. */
  public static <T> @Nullable T arg(String event, Args args, int index, Type type) {
    if (index >= args.size()) {
      throw new DecodingException(
          String.format(
              "event '%s' has %d argument(s), but its handler takes a %s as argument %d; take"
                  + " fewer, or let the server send it",
              event, args.size(), TypeNames.of(type), index));
    }
    try {
      return (T) args.get(index, type);
    } catch (DecodingException e) {
      throw new DecodingException(
          String.format(
              "event '%s', argument %d as %s: %s",
              event, index, TypeNames.of(type), e.getMessage()),
          e);
    }
  }
}
