/** Clients of two real server nodes that share a Redis behind a load balancer. */
@NullMarked
package socketio.it.cluster;

import org.jspecify.annotations.NullMarked;
