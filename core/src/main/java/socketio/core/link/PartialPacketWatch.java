package socketio.core.link;

import socketio.spi.Loop;

/**
 * Detects a packet whose remaining frames will never arrive. The transport is ordered: if pings
 * keep arriving and no attachment does, none is in flight. Without this check, the decoder would
 * wait forever. Confined to the loop.
 */
final class PartialPacketWatch {
  /** How long a server may send only pings before it continues the packet. */
  static final int MAX_STALL_SECONDS = 60;

  /** A multi-threaded server may send one ping between two frames. */
  private static final int MAX_PINGS = 1;

  private final Loop loop;
  private boolean partial;
  private long bytes;
  private long since;
  private int pings;

  PartialPacketWatch(Loop loop) {
    this.loop = loop;
  }

  /** A frame arrived that does not complete its packet. */
  void add(int size) {
    partial = true;
    bytes += size;
    since = loop.nanoTime();
    pings = 0;
  }

  /**
   * The last frame of a packet arrived.
   *
   * @return the size of all its frames, in bytes
   */
  int complete(int size) {
    int all = (int) Math.min(bytes + size, Integer.MAX_VALUE);
    partial = false;
    bytes = 0;
    return all;
  }

  /** A ping arrived: returns whether nothing but pings has for too long. */
  boolean isStalledAtPing() {
    return partial
        && ++pings > MAX_PINGS
        && loop.nanoTime() - since >= MAX_STALL_SECONDS * 1_000_000_000L;
  }
}
