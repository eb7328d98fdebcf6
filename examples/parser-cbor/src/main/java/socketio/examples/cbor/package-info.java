/** An example of a custom parser: Socket.IO packets as CBOR. */
@NullMarked
package socketio.examples.cbor;

import org.jspecify.annotations.NullMarked;
