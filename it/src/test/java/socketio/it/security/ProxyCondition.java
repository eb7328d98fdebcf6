package socketio.it.security;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import socketio.it.support.ProgramCondition;

/** Runs tests only where there are proxies, or where they are required. */
final class ProxyCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return ProgramCondition.commands(RealProxy.HTTP, RealProxy.SOCKS);
  }
}
