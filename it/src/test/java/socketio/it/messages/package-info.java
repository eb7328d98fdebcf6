/** The texts of exceptions: each names the argument, event or namespace, and says what to do. */
@NullMarked
package socketio.it.messages;

import org.jspecify.annotations.NullMarked;
