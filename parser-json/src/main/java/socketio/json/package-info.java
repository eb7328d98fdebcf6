/**
 * The default codec of Socket.IO: packets as JSON text, followed by their binary content as
 * attachments. Jackson reads and writes the values.
 */
@NullMarked
package socketio.json;

import org.jspecify.annotations.NullMarked;
