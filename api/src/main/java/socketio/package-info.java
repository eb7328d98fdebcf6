/** What an application sees of the Socket.IO client. */
@NullMarked
package socketio;

import org.jspecify.annotations.NullMarked;
