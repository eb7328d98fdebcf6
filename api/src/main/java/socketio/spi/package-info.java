/**
 * What a plug-in sees: the service interfaces of the Engine.IO layer, of network libraries and of
 * packet codecs, and the values that cross them.
 */
@NullMarked
package socketio.spi;

import org.jspecify.annotations.NullMarked;
