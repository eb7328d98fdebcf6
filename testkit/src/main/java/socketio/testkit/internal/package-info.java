/** A complete server: its network, its loop and its Engine.IO core. */
@NullMarked
package socketio.testkit.internal;

import org.jspecify.annotations.NullMarked;
