/**
 * A MessagePack codec for Socket.IO: every packet is one binary frame, with binary content in
 * place. The peer must use MessagePack, too.
 */
@NullMarked
package socketio.msgpack;

import org.jspecify.annotations.NullMarked;
