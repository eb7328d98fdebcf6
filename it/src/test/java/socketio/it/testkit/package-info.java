/** The client with the testkit's fake server and fake time. */
@NullMarked
package socketio.it.testkit;

import org.jspecify.annotations.NullMarked;
