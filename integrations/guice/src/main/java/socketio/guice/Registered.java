package socketio.guice;

/**
 * Marks that the namespaces of a client are registered. An interface, because Guice returns a proxy
 * when two threads, each inside a circle of singletons, would wait for each other.
 */
interface Registered {}
