/** A user's module whose client and namespace are made by Guice. */
module consumer {
  requires socketio.api;
  requires socketio.guice;

  opens consumer; // to Guice, too
}
