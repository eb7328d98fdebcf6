package socketio.it.otherclients;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import socketio.it.support.ProgramCondition;

/** Runs tests only where there is Node.js, or where it is required. */
final class NodeCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return ProgramCondition.programs("node", "npm");
  }
}
