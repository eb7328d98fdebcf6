/** What every public method of the clients and namespaces does in every state; docs/states.md. */
@NullMarked
package socketio.it.states;

import org.jspecify.annotations.NullMarked;
