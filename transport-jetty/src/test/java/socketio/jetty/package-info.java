/** Tests of the transport. */
@NullMarked
package socketio.jetty;

import org.jspecify.annotations.NullMarked;
