/** Registered handlers, class-based namespaces, and the dispatch of events to both. */
@NullMarked
package socketio.core.handlers;

import org.jspecify.annotations.NullMarked;
