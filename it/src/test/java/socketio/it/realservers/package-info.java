/** The client against real servers: Node.js, python-socketio and netty-socketio. */
@NullMarked
package socketio.it.realservers;

import org.jspecify.annotations.NullMarked;
