/** Two nodes of a real server behind a real load balancer, and what becomes of their clients. */
@NullMarked
package socketio.it.cluster;

import org.jspecify.annotations.NullMarked;
