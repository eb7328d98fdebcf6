/** The engine against a scripted network, with fake time. */
@NullMarked
package socketio.engineio;

import org.jspecify.annotations.NullMarked;
