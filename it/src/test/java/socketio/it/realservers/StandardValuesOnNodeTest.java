package socketio.it.realservers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.it.support.NodeServer;
import socketio.it.support.Setup;
import socketio.it.support.StandardValues;

/** Values of the JDK's types as JavaScript sees them. */
class StandardValuesOnNodeTest extends RealServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  StandardValuesOnNodeTest(Setup setup, NodeServer server) {
    super(setup, server);
  }

  @Test
  void javaScriptSeesTheSameAndSendsItBack() throws Exception {
    List<StandardValues.Row> rows = new ArrayList<>(StandardValues.all());
    rows.removeIf(row -> row.value() instanceof BigInteger); // beyond JavaScript's numbers
    Object[] values = rows.stream().map(StandardValues.Row::value).toArray();
    connect();

    Args seen = peer.root().call("as-javascript", values);
    Args back = peer.root().call("call", values);

    for (int i = 0; i < rows.size(); i++) {
      StandardValues.Row row = rows.get(i);
      assertEquals(text(row.seen()), seen.get(i), row.toString());
      assertEquals(row.back(), StandardValues.comparable(back.get(i, row.type())), row.toString());
    }
  }

  private static String text(@Nullable Object seen) throws JsonProcessingException {
    return seen instanceof byte[] bytes
        ? HexFormat.of().formatHex(bytes)
        : JSON.writeValueAsString(seen);
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // applications have them
  void javaScriptsDateUnderstandsDates() throws InterruptedException {
    Instant instant = Instant.parse("2026-11-30T12:00:00.123456Z");
    connect();

    Args args =
        peer.root()
            .call(
                "as-dates",
                instant,
                Date.from(instant),
                LocalDate.of(2026, 11, 30),
                OffsetDateTime.parse("2026-11-30T12:00+01:00"),
                Instant.parse("+12026-11-30T12:00:00Z"),
                Instant.parse("-0001-11-30T12:00:00Z"));

    assertEquals(
        List.of(
            "2026-11-30T12:00:00.123Z",
            "2026-11-30T12:00:00.123Z",
            "2026-11-30T00:00:00.000Z",
            "2026-11-30T11:00:00.000Z",
            "+012026-11-30T12:00:00.000Z",
            "-000001-11-30T12:00:00.000Z"),
        args.toList());
  }
}
