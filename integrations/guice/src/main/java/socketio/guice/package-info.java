/** Clients and class-based namespaces with Guice. */
@NullMarked
package socketio.guice;

import org.jspecify.annotations.NullMarked;
