/** Servers that flood the client, never read, or send oversized or malformed data. */
@NullMarked
package socketio.it.hostile;

import org.jspecify.annotations.NullMarked;
