package socketio.testkit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A server for a field with {@code @RegisterExtension}. A separate type, so that {@link FakeServer}
 * works without JUnit.
 */
final class JupiterFakeServer extends FakeServer
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private boolean shared;

  private JupiterFakeServer(Builder builder) {
    super(builder);
  }

  /**
   * Creates a server. Returns the general type, so that the JVM can verify callers without JUnit.
   */
  static FakeServer of(Builder builder) {
    return new JupiterFakeServer(builder);
  }

  /** Called for a static field only. */
  @Override
  public void beforeAll(ExtensionContext context) {
    shared = true;
    listen();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    listen();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (shared) {
      reset();
    } else {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FakeServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return this;
  }
}
