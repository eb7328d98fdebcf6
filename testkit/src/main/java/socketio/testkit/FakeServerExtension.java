package socketio.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link FakeServer} as a parameter: {@code @ExtendWith(FakeServerExtension.class)}.
 * A test method and its {@code @BeforeEach} and {@code @AfterEach} methods get one server of their
 * own; a constructor and {@code @BeforeAll} methods get one for all tests of the class. The server
 * is already running when it is injected, and is closed after the test or the class.
 *
 * <p>For a server with other settings, or in a field, see {@link FakeServer#create()}.
 *
 * @since 1.0
 */
public final class FakeServerExtension
    implements ParameterResolver, AfterEachCallback, AfterAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(FakeServerExtension.class);

  /** Called by JUnit. */
  public FakeServerExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FakeServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    FakeServer server = find(context);
    if (server == null) {
      server = FakeServer.start();
      context.getStore(NAMESPACE).put(key(context), server);
    }
    return server;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close(context);
  }

  private static void close(ExtensionContext context) {
    FakeServer server = find(context);
    if (server != null) {
      server.close();
    }
  }

  /** The server of this context itself, not of an enclosing one. */
  private static @Nullable FakeServer find(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(key(context), FakeServer.class);
  }

  private static String key(ExtensionContext context) {
    return context.getUniqueId();
  }
}
