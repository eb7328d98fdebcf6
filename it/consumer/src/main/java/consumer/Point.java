package consumer;

/** A value that is sent and received. */
record Point(int x, int y) {}
