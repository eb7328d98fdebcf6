/** What the stress tests of this module share, and the test that runs them. */
@NullMarked
package socketio.it.concurrency;

import org.jspecify.annotations.NullMarked;
