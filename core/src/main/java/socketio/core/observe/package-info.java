/** Reports to a client's packet log, to its metrics observer and to its wire tap. */
@NullMarked
package socketio.core.observe;

import org.jspecify.annotations.NullMarked;
