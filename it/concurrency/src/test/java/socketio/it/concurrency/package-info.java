/** The code shared by this module's jcstress tests, and the JUnit test that runs them. */
@NullMarked
package socketio.it.concurrency;

import org.jspecify.annotations.NullMarked;
