package socketio.it.states;

/** When a method is called: the columns of the tables in docs/states.md. */
enum Moment {
  FRESH("before connecting"),
  CONNECTED("connected"),
  HANDLER("in a handler"),
  WAITING("reconnecting"),
  DISCONNECTED("after `disconnect()`"),
  CLOSED("after `close()`"),
  INTERRUPTED("interrupted"),
  LOOP("in the loop");

  final String title;

  Moment(String title) {
    this.title = title;
  }

  boolean isInHandler() {
    return this == HANDLER || this == LOOP;
  }
}
