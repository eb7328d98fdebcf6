/**
 * Checks the published modules: their API, dependencies, services, reflection and bill of
 * materials.
 */
@NullMarked
package socketio.it.build;

import org.jspecify.annotations.NullMarked;
