package socketio.benchmarks;

import java.util.Collections;
import java.util.List;

/** The payload of a medium event. */
public record Report(String site, List<Reading> readings) {
  public static final String JSON =
      "{\"site\":\"roof-3\",\"readings\":["
          + String.join(",", Collections.nCopies(8, Reading.JSON))
          + "]}";

  public static Report number(int i) {
    return new Report("roof-3", Collections.nCopies(8, Reading.number(i)));
  }
}
