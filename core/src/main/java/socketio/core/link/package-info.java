/** Connect options, and one engine with its decoder. */
@NullMarked
package socketio.core.link;

import org.jspecify.annotations.NullMarked;
