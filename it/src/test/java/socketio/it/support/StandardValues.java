package socketio.it.support;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import socketio.TypeRef;

/** Values of the JDK's types, and what they are on the other side: the table of the guide. */
@SuppressWarnings("JavaUtilDate") // applications have them
public final class StandardValues {
  private static final OffsetDateTime NOON =
      OffsetDateTime.of(2026, 11, 30, 12, 0, 0, 0, ZoneOffset.ofHours(1));
  private static final Instant MOMENT = Instant.parse("2026-11-30T12:00:00Z");

  private StandardValues() {}

  /**
   * A value.
   *
   * @param seen its natural type on the other side
   * @param type the type that it is read as
   * @param back what it is then, see {@link #comparable}; null if it is not read
   */
  public record Row(Object value, @Nullable Object seen, Type type, @Nullable Object back) {}

  private static Row same(Object value, @Nullable Object seen) {
    return new Row(value, seen, value.getClass(), comparable(value));
  }

  private static Row as(Object value, @Nullable Object seen, Type type) {
    return new Row(value, seen, type, comparable(value));
  }

  /** A value, or for a type without equals something that has it. */
  public static @Nullable Object comparable(@Nullable Object value) {
    if (value instanceof Calendar calendar) {
      return calendar.toInstant();
    }
    if (value instanceof AtomicReference<?> reference) {
      return Optional.ofNullable(reference.get());
    }
    if (value instanceof char[] chars) {
      return Arrays.toString(chars);
    }
    if (value instanceof Object[] || (value != null && value.getClass().isArray())) {
      return Arrays.deepToString(new Object[] {value});
    }
    return value instanceof Number
            || value instanceof AtomicBoolean
            || value instanceof Pattern
            || value instanceof URL
        ? value.getClass().getName() + " " + value
        : value;
  }

  /** All rows. */
  public static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    rows.add(same(MOMENT, "2026-11-30T12:00:00.000Z"));
    rows.add(same(MOMENT.plusMillis(5), "2026-11-30T12:00:00.005Z"));
    rows.add(same(MOMENT.plusNanos(1000), "2026-11-30T12:00:00.000001Z"));
    rows.add(same(Instant.parse("+12026-11-30T12:00:00Z"), "+012026-11-30T12:00:00.000Z"));
    rows.add(same(Instant.parse("-0001-11-30T12:00:00Z"), "-000001-11-30T12:00:00.000Z"));
    rows.add(same(Date.from(MOMENT), "2026-11-30T12:00:00.000Z"));
    rows.add(
        new Row(
            new java.sql.Timestamp(MOMENT.toEpochMilli()),
            "2026-11-30T12:00:00.000Z",
            Date.class,
            Date.from(MOMENT)));
    rows.add(
        new Row(
            java.sql.Date.valueOf("2026-11-30"),
            "2026-11-30",
            LocalDate.class,
            LocalDate.of(2026, 11, 30)));
    rows.add(
        new Row(
            java.sql.Time.valueOf("12:30:00"), "12:30:00", LocalTime.class, LocalTime.of(12, 30)));
    rows.add(as(calendar(), "2026-11-30T12:00:00.000Z", Calendar.class));
    rows.add(same(calendar(), "2026-11-30T12:00:00.000Z"));
    rows.add(same(LocalDate.of(2026, 11, 30), "2026-11-30"));
    rows.add(same(LocalTime.of(12, 0), "12:00"));
    rows.add(same(LocalDateTime.of(2026, 11, 30, 12, 0), "2026-11-30T12:00"));
    rows.add(same(NOON, "2026-11-30T12:00+01:00"));
    rows.add(same(OffsetTime.of(12, 0, 0, 0, ZoneOffset.UTC), "12:00Z"));
    rows.add(
        new Row(
            ZonedDateTime.of(2026, 11, 30, 12, 0, 0, 0, ZoneId.of("Europe/Berlin")),
            "2026-11-30T12:00+01:00",
            ZonedDateTime.class,
            NOON.toZonedDateTime()));
    rows.add(as(ZoneId.of("Europe/Berlin"), "Europe/Berlin", ZoneId.class));
    rows.add(same(ZoneOffset.ofHours(1), "+01:00"));
    rows.add(same(Duration.ofMinutes(90), "PT1H30M"));
    rows.add(same(Period.ofDays(3), "P3D"));
    rows.add(same(Year.of(2026), 2026L));
    rows.add(same(YearMonth.of(2026, 11), "2026-11"));
    rows.add(same(MonthDay.of(11, 30), "--11-30"));
    rows.add(same(DayOfWeek.MONDAY, "MONDAY"));
    rows.add(same(Month.NOVEMBER, "NOVEMBER"));
    rows.add(same(new UUID(1, 2), "00000000-0000-0001-0000-000000000002"));
    rows.add(same(URI.create("https://example.com/?a=b"), "https://example.com/?a=b"));
    rows.add(same(url(), "https://example.com/"));
    rows.add(same(Locale.GERMANY, "de-DE"));
    rows.add(same(Currency.getInstance("EUR"), "EUR"));
    rows.add(as(TimeZone.getTimeZone("Europe/Berlin"), "Europe/Berlin", TimeZone.class));
    rows.add(same(Pattern.compile("a+"), "a+"));
    rows.add(as(StandardCharsets.UTF_8, "UTF-8", Charset.class));
    rows.add(same(new AtomicInteger(7), 7L));
    rows.add(same(new AtomicLong(7), 7L));
    rows.add(same(new AtomicBoolean(true), true));
    rows.add(
        as(
            new AtomicReference<>(MOMENT),
            "2026-11-30T12:00:00.000Z",
            new TypeRef<AtomicReference<Instant>>() {}.type()));
    LongAdder adder = new LongAdder();
    adder.add(7);
    rows.add(same(adder, 7L));
    DoubleAdder doubles = new DoubleAdder();
    doubles.add(1.5);
    rows.add(same(doubles, 1.5));
    BitSet bits = new BitSet();
    bits.set(0);
    bits.set(9);
    rows.add(same(bits, new byte[] {1, 2}));
    rows.add(
        as(
            Optional.of(MOMENT),
            "2026-11-30T12:00:00.000Z",
            new TypeRef<Optional<Instant>>() {}.type()));
    rows.add(same(Optional.empty(), null));
    rows.add(same(OptionalInt.of(7), 7L));
    rows.add(same(OptionalLong.of(7), 7L));
    rows.add(same(OptionalDouble.of(1.5), 1.5));
    rows.add(same(BigInteger.ONE.shiftLeft(63), BigInteger.ONE.shiftLeft(63)));
    rows.add(same(new BigDecimal("1.5"), 1.5));
    rows.add(same(new BigDecimal("7"), 7L));
    rows.add(same('c', "c"));
    rows.add(same(new char[] {'a', 'b'}, "ab"));
    rows.add(same((byte) 1, 1L));
    rows.add(same((short) 1, 1L));
    rows.add(same(1.1f, 1.1));
    rows.add(same(new int[] {1, 2}, List.of(1L, 2L)));
    rows.add(same(new short[] {1, 2}, List.of(1L, 2L)));
    rows.add(same(new float[] {1.1f}, List.of(1.1)));
    rows.add(same(new boolean[] {true}, List.of(true)));
    rows.add(same(new byte[] {1}, new byte[] {1}));
    rows.add(as(ByteBuffer.wrap(new byte[] {1}), new byte[] {1}, ByteBuffer.class));
    rows.add(new Row(java.nio.CharBuffer.wrap("text"), "text", String.class, "text"));
    return rows;
  }

  private static GregorianCalendar calendar() {
    return GregorianCalendar.from(NOON.toInstant().plusSeconds(3600).atZone(ZoneOffset.UTC));
  }

  private static URL url() {
    try {
      return new URL("https://example.com/");
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}
