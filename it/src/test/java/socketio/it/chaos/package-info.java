/** What becomes of what was promised while the network breaks at random. */
@NullMarked
package socketio.it.chaos;

import org.jspecify.annotations.NullMarked;
