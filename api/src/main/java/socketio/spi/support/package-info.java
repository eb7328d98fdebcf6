/**
 * What transports over different network libraries have in common. A {@link socketio.spi.Transport}
 * need not use it; one that does leaves the rules that do not depend on its library to these
 * classes.
 *
 * <ul>
 *   <li>{@link socketio.spi.support.AbstractChannel}: callbacks, flow control, the end of a channel
 *   <li>{@link socketio.spi.support.QueuedChannel}: also the outgoing queue, for libraries that
 *       report when a frame was written
 *   <li>{@link socketio.spi.support.HttpRequests}: invalid requests, addresses, timeouts
 *   <li>{@link socketio.spi.support.TransportErrors}: exceptions whose messages say what to do
 *   <li>{@link socketio.spi.support.BoundedBytes}: bodies and messages up to a limit
 * </ul>
 *
 * <p>For a {@link socketio.spi.Parser}:
 *
 * <ul>
 *   <li>{@link socketio.spi.support.ValueForm}: how values of the JDK's types travel
 *   <li>{@link socketio.spi.support.Unsendable}: what is no data, and is refused
 * </ul>
 *
 * <p>Experimental: unlike the rest of the API, this package may change in a minor version.
 */
@NullMarked
package socketio.spi.support;

import org.jspecify.annotations.NullMarked;
