package socketio.it.chaos;

/** The speed of traffic. */
final class Pace {
  private Pace() {}

  /** What an application does between two of its deeds: nothing, for so long. */
  static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
