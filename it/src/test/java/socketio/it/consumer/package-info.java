/** Projects and programs of users: built with Maven, on the module path, linked and shrunk. */
@NullMarked
package socketio.it.consumer;

import org.jspecify.annotations.NullMarked;
