/** The client's public API, tested against the testkit's server. */
@NullMarked
package socketio.it.client;

import org.jspecify.annotations.NullMarked;
