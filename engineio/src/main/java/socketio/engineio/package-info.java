/**
 * The Engine.IO protocol, revision 4, client side. {@link socketio.engineio.EngineIoProvider} opens
 * a {@code Session}; an {@code Opener} performs the handshake over one transport, a {@code
 * FallbackOpener} over the first that succeeds; a {@code Link} carries the session over one
 * transport; an {@code Upgrade} moves it from one to another; a {@code Heartbeat} detects a ping
 * timeout.
 *
 * <p>Links carry <em>packets in WebSocket form</em>: a text frame that begins with the packet type,
 * or a binary frame that is a binary message. Only {@code PollingLink} turns them into payloads and
 * back.
 */
@NullMarked
package socketio.engineio;

import org.jspecify.annotations.NullMarked;
