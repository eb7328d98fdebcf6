/** The testkit and the client together. */
@NullMarked
package socketio.it.testkit;

import org.jspecify.annotations.NullMarked;
