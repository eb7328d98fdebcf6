/** A parser of one's own: Socket.IO packets as CBOR. */
@NullMarked
package socketio.examples.cbor;

import org.jspecify.annotations.NullMarked;
