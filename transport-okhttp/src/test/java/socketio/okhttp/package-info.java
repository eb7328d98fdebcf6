/**
 * Tests of the transport. Those named contract know no OkHttp but in their server: their subject is
 * any {@link socketio.spi.Transport}.
 */
@NullMarked
package socketio.okhttp;

import org.jspecify.annotations.NullMarked;
