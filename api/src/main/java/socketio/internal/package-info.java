/**
 * The parts of public types that applications do not see: checks, the fields of options, the
 * bindings of class-based namespaces, the search for providers. Exported to {@code socketio.core}
 * alone.
 */
@NullMarked
package socketio.internal;

import org.jspecify.annotations.NullMarked;
