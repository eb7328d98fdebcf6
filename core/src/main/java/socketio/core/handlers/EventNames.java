package socketio.core.handlers;

import java.util.LinkedHashSet;
import java.util.Set;

/** Derives event names from the names of handler methods. */
final class EventNames {
  private static final String PREFIX = "on";

  private EventNames() {}

  /** Whether a method name is that of a handler: "onNews" and "on_news" are, "once" is not. */
  static boolean isHandler(String method) {
    return method.startsWith(PREFIX)
        && (method.length() == PREFIX.length()
            || !Character.isLowerCase(method.charAt(PREFIX.length())));
  }

  /** Returns the events that a handler name matches; none if nothing follows the prefix. */
  static Set<String> of(String method) {
    String name = method.substring(PREFIX.length());
    var events = new LinkedHashSet<String>();
    if (name.startsWith("_")) {
      events.add(name.substring(1));
    } else if (!name.isEmpty()) {
      events.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
      events.add(snakeCase(name));
    }
    events.remove("");
    return events;
  }

  /** Turns "MyEvent" into "my_event"; an acronym is one word: "HTTPStatus" is "http_status". */
  private static String snakeCase(String name) {
    var snake = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (beginsWord(name, i)) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(name.charAt(i)));
    }
    return snake.toString();
  }

  private static boolean beginsWord(String name, int index) {
    if (index == 0 || !Character.isUpperCase(name.charAt(index))) {
      return false;
    }
    char before = name.charAt(index - 1);
    boolean endsAcronym =
        index + 1 < name.length() && Character.isLowerCase(name.charAt(index + 1));
    return before != '_' && (!Character.isUpperCase(before) || endsAcronym);
  }
}
