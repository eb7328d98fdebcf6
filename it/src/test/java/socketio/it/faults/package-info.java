/** What becomes of the client when its server or the network fails, on fake time. */
@NullMarked
package socketio.it.faults;

import org.jspecify.annotations.NullMarked;
