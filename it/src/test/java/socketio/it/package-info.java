/** Tests across the modules, and against real servers. */
@NullMarked
package socketio.it;

import org.jspecify.annotations.NullMarked;
