package socketio.core.link;

import socketio.spi.Loop;

/**
 * The packet whose frames have not all come. What came before a ping has arrived before it, so that
 * a server which pings again and again has nothing on its way: it will not complete the packet, and
 * whoever waits for it would wait for ever. Confined to the loop.
 */
final class PartialPacketWatch {
  /** How long a server may ping before it goes on. */
  static final int MAX_STALL_SECONDS = 60;

  /** A server of many threads may ping in between once. */
  private static final int MAX_PINGS = 1;

  private final Loop loop;
  private boolean partial;
  private long bytes;
  private long since;
  private int pings;

  PartialPacketWatch(Loop loop) {
    this.loop = loop;
  }

  /** A frame came, and others must follow. */
  void add(int size) {
    partial = true;
    bytes += size;
    since = loop.nanoTime();
    pings = 0;
  }

  /**
   * The last frame came.
   *
   * @return the bytes of all of them
   */
  int complete(int size) {
    int all = (int) Math.min(bytes + size, Integer.MAX_VALUE);
    partial = false;
    bytes = 0;
    return all;
  }

  /** A ping came: whether nothing else has for too long. */
  boolean isStalledAtPing() {
    return partial
        && ++pings > MAX_PINGS
        && loop.nanoTime() - since >= MAX_STALL_SECONDS * 1_000_000_000L;
  }
}
