/** The client keeps its promises while a seeded proxy breaks the network at random. */
@NullMarked
package socketio.it.chaos;

import org.jspecify.annotations.NullMarked;
