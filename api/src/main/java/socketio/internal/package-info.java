/** The Socket.IO layer: connections, namespaces, acknowledgements and the dispatch of events. */
@NullMarked
package socketio.internal;

import org.jspecify.annotations.NullMarked;
