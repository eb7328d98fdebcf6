/**
 * The execution environment of a client: the loop, the lane that runs handlers, the shared threads,
 * futures and flow control.
 */
@NullMarked
package socketio.core.runtime;

import org.jspecify.annotations.NullMarked;
