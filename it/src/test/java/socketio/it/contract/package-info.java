/** The contracts of the testkit, kept by the modules of this project. */
@NullMarked
package socketio.it.contract;

import org.jspecify.annotations.NullMarked;
