/** Example programs. */
@NullMarked
package socketio.examples;

import org.jspecify.annotations.NullMarked;
