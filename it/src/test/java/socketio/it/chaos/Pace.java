package socketio.it.chaos;

/** The speed of traffic. */
final class Pace {
  private Pace() {}

  /** The pause of an application between two of its actions. */
  static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
