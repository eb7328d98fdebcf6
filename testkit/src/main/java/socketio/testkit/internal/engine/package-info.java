/** The server side of the Engine.IO v4 protocol, confined to one loop. */
@NullMarked
package socketio.testkit.internal.engine;

import org.jspecify.annotations.NullMarked;
