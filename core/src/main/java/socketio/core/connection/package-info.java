/** The state machine of a connection, with one class for each state. */
@NullMarked
package socketio.core.connection;

import org.jspecify.annotations.NullMarked;
