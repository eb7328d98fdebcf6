package socketio.spi.support;

import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How values of the JDK's own types travel, the same with every parser: a date is ISO 8601 text, an
 * {@link java.util.concurrent.atomic.AtomicInteger} a number, a {@link BitSet} binary. The guide
 * has the table, under "Values". Types that need no conversion (strings, numbers, collections,
 * enums, records) are not here, nor are those that contain others, such as {@link
 * java.util.Optional}. Immutable and thread-safe.
 *
 * @since 1.0
 */
@SuppressWarnings("JavaUtilDate") // applications have them
public final class ValueForm {
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private static final Map<Class<?>, ValueForm> ALL = new HashMap<>();

  static {
    text(Instant.class, ValueForm::isoText, ValueForm::instant);
    time(Date.class, date -> Instant.ofEpochMilli(date.getTime()), Date::from);
    time(Calendar.class, Calendar::toInstant, ValueForm::calendar);
    time(GregorianCalendar.class, Calendar::toInstant, ValueForm::calendar);
    text(LocalDate.class, LocalDate::toString, LocalDate::parse);
    text(LocalTime.class, LocalTime::toString, LocalTime::parse);
    text(LocalDateTime.class, LocalDateTime::toString, LocalDateTime::parse);
    text(OffsetDateTime.class, OffsetDateTime::toString, OffsetDateTime::parse);
    text(OffsetTime.class, OffsetTime::toString, OffsetTime::parse);
    text(ZonedDateTime.class, z -> z.toOffsetDateTime().toString(), ZonedDateTime::parse);
    text(ZoneId.class, ZoneId::getId, ZoneId::of);
    text(ZoneOffset.class, ZoneOffset::getId, ZoneOffset::of);
    text(Duration.class, Duration::toString, Duration::parse);
    text(Period.class, Period::toString, Period::parse);
    text(YearMonth.class, YearMonth::toString, YearMonth::parse);
    text(MonthDay.class, MonthDay::toString, MonthDay::parse);
    number(Year.class, year -> (long) year.getValue(), year -> Year.of(Math.toIntExact(year)));
    text(UUID.class, UUID::toString, UUID::fromString);
    text(URI.class, URI::toString, URI::create);
    text(URL.class, URL::toString, ValueForm::url);
    text(Locale.class, Locale::toLanguageTag, ValueForm::locale);
    text(Currency.class, Currency::getCurrencyCode, Currency::getInstance);
    text(TimeZone.class, TimeZone::getID, ValueForm::timeZone);
    text(Pattern.class, Pattern::pattern, Pattern::compile);
    text(Charset.class, Charset::name, Charset::forName);
    number(AtomicInteger.class, n -> (long) n.get(), n -> new AtomicInteger(Math.toIntExact(n)));
    number(AtomicLong.class, AtomicLong::get, AtomicLong::new);
    number(LongAdder.class, LongAdder::sum, ValueForm::adder);
    add(LongAccumulator.class, Kind.INTEGER, n -> n.get(), null);
    add(DoubleAdder.class, Kind.NUMBER, DoubleAdder::sum, n -> adder((Double) n));
    add(DoubleAccumulator.class, Kind.NUMBER, n -> n.get(), null);
    add(AtomicBoolean.class, Kind.BOOLEAN, AtomicBoolean::get, b -> new AtomicBoolean((Boolean) b));
    add(BitSet.class, Kind.BINARY, BitSet::toByteArray, b -> BitSet.valueOf((byte[]) b));
  }

  private enum Kind {
    TEXT,
    TIME,
    INTEGER,
    NUMBER,
    BOOLEAN,
    BINARY
  }

  private final Class<?> type;
  private final Kind kind;
  private final Function<Object, Object> writer;
  private final @Nullable Function<Object, Object> reader;

  private ValueForm(
      Class<?> type,
      Kind kind,
      Function<Object, Object> writer,
      @Nullable Function<Object, Object> reader) {
    this.type = type;
    this.kind = kind;
    this.writer = writer;
    this.reader = reader;
  }

  private static <T> void text(
      Class<T> type, Function<T, String> writer, Function<String, ? extends T> reader) {
    add(type, Kind.TEXT, writer, text -> reader.apply((String) text));
  }

  private static <T> void number(
      Class<T> type, Function<T, Long> writer, Function<Long, T> reader) {
    add(type, Kind.INTEGER, writer, number -> reader.apply((Long) number));
  }

  private static <T> void time(
      Class<T> type, Function<T, Instant> writer, Function<Instant, ? extends T> reader) {
    add(
        type,
        Kind.TIME,
        value -> isoText(writer.apply(value)),
        wire ->
            reader.apply(
                wire instanceof Long millis
                    ? Instant.ofEpochMilli(millis)
                    : instant((String) wire)));
  }

  @SuppressWarnings("unchecked") // a form is applied to values of its type alone
  private static <T> void add(
      Class<T> type,
      Kind kind,
      Function<T, ? extends Object> writer,
      @Nullable Function<Object, ? extends Object> reader) {
    ALL.put(
        type,
        new ValueForm(
            type,
            kind,
            (Function<Object, Object>) (Function<?, ?>) writer,
            (Function<Object, Object>) (Function<?, ?>) reader));
  }

  /**
   * Returns the form in which values of a class are sent.
   *
   * @param type the class of a value
   * @return the form of the class or of a superclass; null if there is none
   */
  public static @Nullable ValueForm of(Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      ValueForm form = ALL.get(c);
      if (form != null) {
        return form;
      }
    }
    return null;
  }

  /**
   * Returns the form in which values of a class are received.
   *
   * @param type the requested class
   * @return its form; null if there is none, or it can be sent only
   */
  public static @Nullable ValueForm reading(Class<?> type) {
    ValueForm form = ALL.get(type);
    return form == null || form.reader == null ? null : form;
  }

  /**
   * Converts a value for sending.
   *
   * @param value a value of this form's type
   * @return a {@code String}, {@code Long}, {@code Double}, {@code Boolean} or {@code byte[]}
   */
  public Object write(Object value) {
    if (value instanceof Date && value.getClass().getName().matches("java\\.sql\\.(Date|Time)")) {
      return value.toString(); // a day or a time of day, not a point in time
    }
    return writer.apply(value);
  }

  /**
   * Converts a received value.
   *
   * @param wire a value of its natural type, see {@link socketio.Args#get(int)}
   * @return a value of this form's type
   * @throws IllegalArgumentException if it does not fit; the message says why and does not quote it
   */
  public Object read(Object wire) {
    Object given = wire instanceof Double decimal ? whole(decimal) : wire;
    if (!fits(given) || reader == null) {
      throw new IllegalArgumentException(kindOf(wire) + " does not fit " + type.getTypeName());
    }
    try {
      return reader.apply(kind == Kind.NUMBER ? (Object) ((Number) given).doubleValue() : given);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          kindOf(wire) + " is not a valid " + type.getTypeName()); // e quotes the value
    }
  }

  /**
   * Converts the key of a received map.
   *
   * @param key the key
   * @return a value of this form's type
   * @throws IllegalArgumentException if it does not fit; the message says why and does not quote it
   */
  public Object readKey(String key) {
    try {
      return switch (kind) {
        case TEXT, TIME -> read(key);
        case INTEGER -> read(Long.valueOf(key));
        case NUMBER -> read(Double.valueOf(key));
        case BOOLEAN -> read(Boolean.valueOf(key));
        case BINARY -> throw new IllegalArgumentException();
      };
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a key does not fit " + type.getTypeName());
    }
  }

  /**
   * Converts an object to the key of a map that is sent.
   *
   * @param key a key
   * @return its text; null if objects of its class cannot be keys. An enum constant is its name
   */
  public static @Nullable String key(Object key) {
    if (key instanceof Enum<?> constant) {
      return constant.name();
    }
    ValueForm form = of(key.getClass());
    if (form != null) {
      return form.kind == Kind.BINARY ? null : form.write(key).toString();
    }
    return key instanceof CharSequence
            || key instanceof Boolean
            || key instanceof Character
            || (key instanceof Number && Unsendable.reason(key.getClass()) == null)
        ? key.toString()
        : null;
  }

  private boolean fits(Object wire) {
    return switch (kind) {
      case TEXT -> wire instanceof String;
      case TIME -> wire instanceof String || wire instanceof Long;
      case INTEGER -> wire instanceof Long;
      case NUMBER -> wire instanceof Number;
      case BOOLEAN -> wire instanceof Boolean;
      case BINARY -> wire instanceof byte[];
    };
  }

  private static Object whole(Double decimal) {
    double value = decimal;
    return value == Math.rint(value) && Math.abs(value) < 0x1p63 ? (Object) (long) value : decimal;
  }

  /**
   * Names the kind of a received value, for messages.
   *
   * @param wire a value of its natural type, see {@link socketio.Args#get(int)}
   * @return such as "a string"
   */
  public static String kindOf(@Nullable Object wire) {
    if (wire == null) {
      return "null";
    }
    return wire instanceof String
        ? "a string"
        : wire instanceof Number
            ? "a number"
            : wire instanceof Boolean
                ? "a boolean"
                : wire instanceof byte[]
                    ? "binary data"
                    : wire instanceof Map ? "an object" : "an array";
  }

  /**
   * Formats a point in time as JavaScript's {@code Date.toISOString} does, {@code
   * 2026-11-30T12:00:00.000Z}, with more digits if there are microseconds or nanoseconds.
   *
   * @param instant the point in time
   * @return the text
   */
  public static String isoText(Instant instant) {
    String text =
        instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))
            ? MILLISECONDS.format(instant)
            : DateTimeFormatter.ISO_INSTANT.format(instant);
    char sign = text.charAt(0);
    if (sign != '+' && sign != '-') {
      return text;
    }
    StringBuilder padded = new StringBuilder(text);
    while (padded.indexOf("-", 1) < 7) { // JavaScript needs six digits beyond the years 0 to 9999
      padded.insert(1, '0');
    }
    return padded.toString();
  }

  private static Instant instant(String text) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
  }

  private static GregorianCalendar calendar(Instant instant) {
    GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    calendar.setTimeInMillis(instant.toEpochMilli());
    return calendar;
  }

  private static URL url(String text) {
    try {
      return new URL(text);
    } catch (java.net.MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Understands Java's own form, too: {@code de_DE}. */
  private static Locale locale(String tag) {
    return new Locale.Builder().setLanguageTag(tag.replace('_', '-')).build();
  }

  private static TimeZone timeZone(String id) {
    TimeZone zone = TimeZone.getTimeZone(id);
    if (zone.getID().equals("GMT") && !id.equals("GMT")) { // what an unknown id becomes
      throw new IllegalArgumentException();
    }
    return zone;
  }

  private static LongAdder adder(long value) {
    LongAdder adder = new LongAdder();
    adder.add(value);
    return adder;
  }

  private static DoubleAdder adder(double value) {
    DoubleAdder adder = new DoubleAdder();
    adder.add(value);
    return adder;
  }
}
