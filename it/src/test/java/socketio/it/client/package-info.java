/** The public API of the client against the server of the testkit. */
@NullMarked
package socketio.it.client;

import org.jspecify.annotations.NullMarked;
