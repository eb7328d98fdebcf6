/** Tests of the CBOR parser. */
@NullMarked
package socketio.examples.cbor;

import org.jspecify.annotations.NullMarked;
