/** The API that applications use: clients, namespaces, options and exceptions. */
@NullMarked
package socketio;

import org.jspecify.annotations.NullMarked;
