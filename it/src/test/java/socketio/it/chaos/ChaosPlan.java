package socketio.it.chaos;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The network faults of a run. Every decision depends on a seed and on its position: the number of
 * the connection, the direction, the offset in the byte stream. It does not depend on time, so a
 * seed always breaks each connection at the same bytes; which packet these bytes belong to depends
 * on the speed of client and server.
 */
final class ChaosPlan {
  private static final long WEATHER = -1;

  private final long seed;

  ChaosPlan(long seed) {
    this.seed = seed;
  }

  /** How a stream of bytes ends before its time. */
  enum Cut {
    /** It does not. */
    NONE,
    /** Both ends of the connection are reset. */
    RESET,
    /** Both ends of the connection are closed gracefully. */
    CLOSE,
    /** The receiver sees the end of the stream; the other direction continues. */
    HALF_CLOSE,
    /** Nothing passes any more, in both directions; a reset comes much later. */
    BLACK_HOLE
  }

  /** What happens to a connection that a client opens. */
  enum Welcome {
    PASS,
    RESET,
    CLOSE,
    /** It is accepted and never answered. */
    SILENCE
  }

  /** What happens to all connections at once. */
  enum Disaster {
    RESET_ALL,
    STALL_ALL,
    REFUSE_NEW
  }

  /**
   * A quiet time and the disaster after it.
   *
   * @param peaceMillis how long nothing happens to all connections at once
   * @param disaster what happens then
   * @param millis how long it lasts
   */
  record Weather(int peaceMillis, Disaster disaster, int millis) {}

  /** What happens to connections, in the order in which they come. */
  Welcome welcome(int connection) {
    int dice = random(connection, 0).nextInt(100);
    if (dice < 92) {
      return Welcome.PASS;
    }
    return dice < 95 ? Welcome.RESET : dice < 98 ? Welcome.CLOSE : Welcome.SILENCE;
  }

  /** What happens to the bytes that the client sends on a connection. */
  Course up(int connection) {
    return new Course(random(connection, 1));
  }

  /** What happens to the bytes that the server sends on a connection. */
  Course down(int connection) {
    return new Course(random(connection, 2));
  }

  /** The disasters, one after the other. */
  Forecast forecast() {
    return new Forecast(random(WEATHER, 0));
  }

  private SplittableRandom random(long connection, int part) {
    return new SplittableRandom((seed * 1_000_003 + connection) * 3 + part);
  }

  /** The disasters to come. */
  static final class Forecast {
    private static final List<Disaster> DISASTERS = List.of(Disaster.values());

    private final SplittableRandom random;

    private Forecast(SplittableRandom random) {
      this.random = random;
    }

    Weather next() {
      Disaster disaster = DISASTERS.get(random.nextInt(DISASTERS.size()));
      return new Weather(400 + random.nextInt(3000), disaster, 20 + random.nextInt(700));
    }
  }

  /** One direction of one connection. */
  static final class Course {
    private static final int MOST_TINY_BYTES = 3000;
    private static final int LARGEST_SLICE = 64 << 10;

    private final SplittableRandom random;
    private final Cut cut;
    private final long cutAfter;
    private final int largestSlice;
    private final boolean slow;
    private long passed;

    private Course(SplittableRandom random) {
      this.random = random;
      int dice = random.nextInt(20);
      this.cut =
          dice < 8
              ? Cut.NONE
              : dice < 13
                  ? Cut.RESET
                  : dice < 16 ? Cut.CLOSE : dice < 18 ? Cut.HALF_CLOSE : Cut.BLACK_HOLE;
      this.cutAfter = cut == Cut.NONE ? Long.MAX_VALUE : logarithmic(5, 20);
      this.largestSlice = (int) logarithmic(0, 16);
      // Delaying single bytes would only be slow.
      this.slow = random.nextInt(3) == 0 && largestSlice > 100;
    }

    /** A number between 2^from and 2^to; every order of magnitude is equally likely. */
    private long logarithmic(double from, double to) {
      return (long) Math.pow(2, from + (to - from) * random.nextDouble());
    }

    /** How the stream ends when {@link #slice} says 0. */
    Cut cut() {
      return cut;
    }

    /**
     * How many of the next bytes pass together.
     *
     * @param available how many there are
     * @return from 0, where the stream is cut, to all of them
     */
    int slice(int available) {
      int most = passed < MOST_TINY_BYTES ? largestSlice : LARGEST_SLICE;
      long slice = Math.min(1 + random.nextInt(most), Math.min(available, cutAfter - passed));
      passed += slice;
      return (int) slice;
    }

    /** How many milliseconds the next slice is held back: mostly none, and sometimes many. */
    int pauseMillis() {
      int dice = random.nextInt(1000);
      if (dice == 0) {
        return 100 + random.nextInt(900); // a stall
      }
      return slow && dice < 100 ? 1 + random.nextInt(50) : 0;
    }

    /** How long a black hole swallows all. */
    int darkMillis() {
      return 200 + random.nextInt(1500);
    }
  }
}
