/** TLS, proxies, redirects, and secrets that must not appear in any log or message. */
@NullMarked
package socketio.it.security;

import org.jspecify.annotations.NullMarked;
