/** The examples in the documents compile and run, and the tests that the documents name exist. */
@NullMarked
package socketio.it.docs;

import org.jspecify.annotations.NullMarked;
