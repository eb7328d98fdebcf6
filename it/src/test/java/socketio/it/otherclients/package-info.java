/** The testkit's server with the official JavaScript and Java clients. */
@NullMarked
package socketio.it.otherclients;

import org.jspecify.annotations.NullMarked;
