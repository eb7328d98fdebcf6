/** The views of a client (asynchronous, blocking, simple) and their wiring. */
@NullMarked
package socketio.core.client;

import org.jspecify.annotations.NullMarked;
