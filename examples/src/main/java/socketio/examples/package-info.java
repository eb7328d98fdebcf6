/** Programs to read and to run. */
@NullMarked
package socketio.examples;

import org.jspecify.annotations.NullMarked;
