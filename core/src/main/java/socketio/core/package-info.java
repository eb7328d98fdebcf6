/**
 * Helpers that all packages of the Socket.IO layer use: the log, views of arguments, frame sizes.
 */
@NullMarked
package socketio.core;

import org.jspecify.annotations.NullMarked;
