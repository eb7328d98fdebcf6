/** TLS, proxies, redirects, and secrets that no log and no message may show. */
@NullMarked
package socketio.it.security;

import org.jspecify.annotations.NullMarked;
