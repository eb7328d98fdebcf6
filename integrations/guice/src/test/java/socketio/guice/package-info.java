/** Tests of the module with real injectors, against the fake server. */
@NullMarked
package socketio.guice;

import org.jspecify.annotations.NullMarked;
