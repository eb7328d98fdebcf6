/** Many clients, threads, calls and bytes at once, and what closed clients leave behind. */
@NullMarked
package socketio.it.load;

import org.jspecify.annotations.NullMarked;
