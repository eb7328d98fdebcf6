/** Every server and network fault at every stage of a connection, on fake time. */
@NullMarked
package socketio.it.faults;

import org.jspecify.annotations.NullMarked;
