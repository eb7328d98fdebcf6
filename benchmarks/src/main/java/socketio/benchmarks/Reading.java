package socketio.benchmarks;

/** The payload of a small event. */
public record Reading(
    String device, long time, double temperature, double humidity, int battery, boolean charging) {
  public static final String JSON =
      "{\"device\":\"sensor-17\",\"time\":1732400000123,\"temperature\":21.57,\"humidity\":0.482,"
          + "\"battery\":87,\"charging\":true}";

  public static Reading number(int i) {
    return new Reading("sensor-17", 1732400000123L + i, 21.57, 0.482, 87, true);
  }
}
