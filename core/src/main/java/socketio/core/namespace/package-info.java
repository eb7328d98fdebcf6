/** One namespace: joining, events in, emits out. */
@NullMarked
package socketio.core.namespace;

import org.jspecify.annotations.NullMarked;
