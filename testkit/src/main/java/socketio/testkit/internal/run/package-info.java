/** Loops, handler threads and bounded waits, in real time and under a test's control. */
@NullMarked
package socketio.testkit.internal.run;

import org.jspecify.annotations.NullMarked;
