/**
 * What reads a peer's bytes, given all sorts of them by Jazzer, which is guided by the code they
 * reach.
 */
@NullMarked
package socketio.fuzz;

import org.jspecify.annotations.NullMarked;
