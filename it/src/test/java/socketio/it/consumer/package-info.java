/**
 * Projects as users write them: built with Maven, run on the module path, linked with jlink, shrunk
 * with R8.
 */
@NullMarked
package socketio.it.consumer;

import org.jspecify.annotations.NullMarked;
