/** Clients and class-based namespaces by Guice. */
@NullMarked
package socketio.guice;

import org.jspecify.annotations.NullMarked;
