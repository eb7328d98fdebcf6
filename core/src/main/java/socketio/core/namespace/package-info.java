/** One namespace: joining and leaving, incoming and outgoing events, acknowledgements. */
@NullMarked
package socketio.core.namespace;

import org.jspecify.annotations.NullMarked;
