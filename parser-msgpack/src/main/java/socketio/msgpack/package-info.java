/**
 * A codec of Socket.IO by MessagePack: every packet is one binary frame, with binary content where
 * it stands. The peer must use MessagePack, too.
 */
@NullMarked
package socketio.msgpack;

import org.jspecify.annotations.NullMarked;
