package socketio.fuzz;

import org.jspecify.annotations.Nullable;

/** Types of an application's own that arguments are read as. */
final class Shapes {
  private Shapes() {}

  record Point(int x, @Nullable Long y, @Nullable Point next) {}

  enum Suit {
    HEARTS,
    SPADES
  }

  /** A bean. */
  static class Bean {
    public @Nullable Object a;
    public @Nullable String text;
    public byte @Nullable [] bytes;
  }
}
