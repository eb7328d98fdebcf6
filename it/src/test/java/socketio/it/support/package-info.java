/** Helpers of several packages: waiting, programs, servers, proxies and this build. */
@NullMarked
package socketio.it.support;

import org.jspecify.annotations.NullMarked;
