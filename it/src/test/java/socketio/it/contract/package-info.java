/** This project's modules pass the testkit's contracts, and faulty plug-ins fail them. */
@NullMarked
package socketio.it.contract;

import org.jspecify.annotations.NullMarked;
