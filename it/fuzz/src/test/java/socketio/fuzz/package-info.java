/** Coverage-guided fuzz tests, with Jazzer, of all code that reads a peer's bytes. */
@NullMarked
package socketio.fuzz;

import org.jspecify.annotations.NullMarked;
