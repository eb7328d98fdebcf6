/** Tests of what is specific to OkHttp; {@code TransportContract} has the rest. */
@NullMarked
package socketio.okhttp;

import org.jspecify.annotations.NullMarked;
