/**
 * The parts of public types that are hidden from applications: argument checks, the fields of
 * options, the bindings of class-based namespaces, the search for providers. Exported only to
 * {@code socketio.core}.
 */
@NullMarked
package socketio.internal;

import org.jspecify.annotations.NullMarked;
