package socketio.it.support;

import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts the servers of {@link RealServer}; Jupiter closes them when all tests have run. */
final class NodeServerExtension implements ExecutionCondition, ParameterResolver {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return switch (wanted(context).software()) {
      case NodeServer.PYTHON -> ProgramCondition.programs("python3", "pip3");
      case NodeServer.NETTY -> ProgramCondition.programs();
      default -> ProgramCondition.programs("node", "npm");
    };
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == NodeServer.class;
  }

  @Override
  public NodeServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    RealServer wanted = wanted(context);
    return context
        .getRoot()
        .getStore(Namespace.create(NodeServerExtension.class))
        .computeIfAbsent(
            List.of(wanted.software(), wanted.options(), wanted.parser()),
            key -> NodeServer.start(wanted.software(), wanted.options(), wanted.parser()),
            NodeServer.class);
  }

  private static RealServer wanted(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), RealServer.class)
        .orElseThrow();
  }
}
