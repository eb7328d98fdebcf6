/** Clients of a cluster: two real servers behind a load balancer, sharing one Redis. */
@NullMarked
package socketio.it.cluster;

import org.jspecify.annotations.NullMarked;
