/**
 * Helpers shared by several packages: waiting, external programs, servers, proxies, and information
 * about this build.
 */
@NullMarked
package socketio.it.support;

import org.jspecify.annotations.NullMarked;
