package socketio.it.concurrency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.NodeType;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.vm.CompileMode;

/**
 * Runs each stress test of this module for a moment, in this JVM: two threads meet at one object,
 * again and again, and whatever comes of it must be among what the test allows. {@link
 * org.openjdk.jcstress.Main} runs them longer, in JVMs of many kinds.
 */
@Timeout(120)
class StressTest {
  private static final String[] MOMENT = {"-iters", "1", "-time", "150"};

  static SortedSet<String> names() {
    return new TreeSet<>(TestList.tests());
  }

  @Tag("pain-08-races")
  @ParameterizedTest
  @MethodSource("names")
  void everyOutcomeIsAllowed(String name) throws Exception {
    TestResult result = run(TestList.getInfo(name));

    var outcomes = new TreeMap<String, Long>();
    result.getStateKeys().forEach(outcome -> outcomes.put(outcome, result.getCount(outcome)));
    assertEquals(Status.NORMAL, result.status(), () -> String.join("\n", result.getMessages()));
    assertTrue(result.getTotalCount() > 0);
    assertTrue(result.grading().isPassed, outcomes::toString);
  }

  /** As the JVMs that jcstress starts do it. */
  private static TestResult run(TestInfo test) throws Exception {
    var options = new Options(MOMENT);
    assertTrue(options.parse());
    var anywhere = new SchedulingClass(AffinityMode.NONE, test.threads(), NodeType.PACKAGE);
    var config = new TestConfig(options, test, 0, List.of(), CompileMode.UNIFIED, anywhere);
    Runner<?> runner =
        Class.forName(test.generatedRunner())
            .asSubclass(Runner.class)
            .getConstructor(ForkedTestConfig.class)
            .newInstance(new ForkedTestConfig(config));
    TestResult result = runner.run();
    result.setConfig(config);
    return result;
  }
}
