package socketio.guice;

/**
 * Says that the namespaces of a client are registered. An interface, because Guice answers with a
 * proxy when two threads, each in the middle of a circle of singletons, would wait for each other.
 */
interface Registered {}
