package socketio.testkit.internal.io;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.spi.Parser;

/**
 * How a Socket.IO server behaves.
 *
 * @param parser the codec
 * @param connectTimeout how long a connection may exist without being in a namespace
 * @param recovery how long the state of a lost connection is kept, or null for no recovery
 */
public record IoOptions(Parser parser, Duration connectTimeout, @Nullable Duration recovery) {}
