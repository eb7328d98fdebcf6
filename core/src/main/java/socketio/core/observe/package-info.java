/** Reports a client's activity to its packet log, metrics observer and wire tap. */
@NullMarked
package socketio.core.observe;

import org.jspecify.annotations.NullMarked;
