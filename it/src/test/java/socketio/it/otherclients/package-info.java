/** The server of the testkit serves the official clients for JavaScript and Java. */
@NullMarked
package socketio.it.otherclients;

import org.jspecify.annotations.NullMarked;
