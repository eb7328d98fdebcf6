/** The fake server and the fake time of the testkit, used with the client. */
@NullMarked
package socketio.it.testkit;

import org.jspecify.annotations.NullMarked;
