/**
 * The API for plug-ins: the service interfaces of the Engine.IO layer, network libraries and packet
 * codecs, and the value types that they exchange.
 */
@NullMarked
package socketio.spi;

import org.jspecify.annotations.NullMarked;
