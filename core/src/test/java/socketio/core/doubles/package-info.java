/** Test doubles of everything below the Socket.IO layer, and nothing else. */
@NullMarked
package socketio.core.doubles;

import org.jspecify.annotations.NullMarked;
