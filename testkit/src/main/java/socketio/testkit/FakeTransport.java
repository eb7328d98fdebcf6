package socketio.testkit;

/** Placeholder until the next step. */
final class FakeTransport {
  private FakeTransport() {}
}
