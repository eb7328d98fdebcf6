package socketio.it.otherclients;

import java.util.Arrays;
import java.util.stream.Stream;
import socketio.it.support.TransportMode;

/**
 * How another client connects.
 *
 * @param software which client
 * @param mode by which transports
 */
record OtherSetup(OtherSoftware software, TransportMode mode) {
  /** Each client over each mode. */
  static Stream<OtherSetup> all() {
    return Arrays.stream(OtherSoftware.values()).flatMap(OtherSetup::of);
  }

  /** The JavaScript client over each mode, for features that the Java client lacks. */
  static Stream<OtherSetup> javaScript() {
    return of(OtherSoftware.JAVASCRIPT);
  }

  /** Each client as it is by default. */
  static Stream<OtherSetup> upgrading() {
    return all().filter(setup -> setup.mode == TransportMode.UPGRADE);
  }

  private static Stream<OtherSetup> of(OtherSoftware software) {
    return Arrays.stream(TransportMode.values()).map(mode -> new OtherSetup(software, mode));
  }

  @Override
  public String toString() {
    return software + ", " + mode;
  }
}
