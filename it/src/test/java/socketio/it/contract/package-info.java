/** The modules of this project fulfil the contracts of the testkit. */
@NullMarked
package socketio.it.contract;

import org.jspecify.annotations.NullMarked;
