/**
 * The connection to one engine: resolves the connect options, opens the engine and decodes its
 * frames.
 */
@NullMarked
package socketio.core.link;

import org.jspecify.annotations.NullMarked;
