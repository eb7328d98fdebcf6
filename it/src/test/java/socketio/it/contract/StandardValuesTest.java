package socketio.it.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.it.contract.BothParsers.assertRefused;
import static socketio.it.contract.BothParsers.both;
import static socketio.it.contract.BothParsers.transfer;

import java.io.File;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import socketio.Args;
import socketio.DecodingException;
import socketio.TypeRef;
import socketio.it.contract.BothParsers.Bean;
import socketio.it.contract.BothParsers.Holder;
import socketio.it.support.StandardValues;
import socketio.json.JsonPacketParser;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** The same value travels by either parser, and comes back as the type that it had. */
class StandardValuesTest {
  @TestFactory
  Stream<DynamicTest> everyValueIsSeenAsTheSameAndComesBack() {
    return StandardValues.all().stream()
        .flatMap(row -> both(row.type().getTypeName(), parser -> travels(parser, row)));
  }

  private static void travels(Parser parser, StandardValues.Row row) {
    Args args = transfer(parser, row.value());
    assertSame(row.seen(), args.get(0));
    if (row.back() != null) {
      assertEquals(row.back(), StandardValues.comparable(args.get(0, row.type())));
    }

    Bean bean = new Bean();
    bean.value = row.value();
    Args inside =
        transfer(
            parser, bean, new Holder(row.value()), new Object[] {row.value()}, Map.of("k", bean));
    assertSame(row.seen(), assertInstanceOf(Map.class, inside.get(0)).get("value"));
    assertSame(row.seen(), assertInstanceOf(Map.class, inside.get(1)).get("value"));
    assertSame(row.seen(), assertInstanceOf(List.class, inside.get(2)).get(0));
    Map<?, ?> map = assertInstanceOf(Map.class, inside.get(3));
    assertSame(row.seen(), assertInstanceOf(Map.class, map.get("k")).get("value"));
  }

  private static void assertSame(@Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof byte[] bytes) {
      assertArrayEquals(bytes, assertInstanceOf(byte[].class, actual));
    } else {
      assertEquals(expected, actual);
    }
  }

  record Dates(
      LocalDate day,
      Optional<Instant> some,
      Optional<Instant> none,
      Optional<Instant> missing,
      OptionalInt number,
      List<Instant> list,
      Map<LocalDate, UUID> map) {}

  /** The same as a bean. */
  public static class DatesBean {
    public @Nullable LocalDate day;
    public Optional<Instant> some = Optional.empty();
    public List<Instant> list = List.of();
    public Map<LocalDate, UUID> map = Map.of();
  }

  @TestFactory
  Stream<DynamicTest> standardTypesAreReadInsideOfRecordsAndBeans() {
    LocalDate day = LocalDate.of(2026, 11, 30);
    Instant now = Instant.ofEpochMilli(1);
    Map<String, @Nullable Object> sent = new LinkedHashMap<>();
    sent.put("day", day);
    sent.put("some", now);
    sent.put("none", null);
    sent.put("number", 7);
    sent.put("list", List.of(now));
    sent.put("map", Map.of(day, new UUID(1, 2)));
    return both(
        "records and beans",
        parser -> {
          Dates dates = transfer(parser, sent).get(0, Dates.class);
          assertEquals(
              new Dates(
                  day,
                  Optional.of(now),
                  Optional.empty(),
                  Optional.empty(),
                  OptionalInt.of(7),
                  List.of(now),
                  Map.of(day, new UUID(1, 2))),
              dates);
          assertEquals(dates, transfer(parser, dates).get(0, Dates.class));
          DatesBean bean =
              assertInstanceOf(DatesBean.class, transfer(parser, dates).get(0, DatesBean.class));
          assertEquals(day, bean.day);
          assertEquals(Optional.of(now), bean.some);
          assertEquals(List.of(now), bean.list);
          assertEquals(Map.of(day, new UUID(1, 2)), bean.map);
        });
  }

  @TestFactory
  Stream<DynamicTest> nullIsAnEmptyOptional() {
    return both(
        "null",
        parser -> {
          Args args = transfer(parser, Optional.empty());
          assertEquals(Optional.empty(), args.get(0, new TypeRef<Optional<Instant>>() {}));
          assertEquals(OptionalInt.empty(), args.get(0, OptionalInt.class));
        });
  }

  enum Color {
    RED {
      @Override
      public String toString() {
        return "red";
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> keysOfMapsAreText() {
    Map<Object, String> keys = new LinkedHashMap<>();
    keys.put(1, "1");
    keys.put(2.5, "2.5");
    keys.put('c', "c");
    keys.put(true, "true");
    keys.put(Color.RED, "RED");
    keys.put(Instant.EPOCH, "1970-01-01T00:00:00.000Z");
    keys.put(DayOfWeek.MONDAY, "MONDAY");
    keys.put(Locale.GERMANY, "de-DE");
    keys.put(new UUID(1, 2), "00000000-0000-0001-0000-000000000002");
    return both(
        "keys",
        parser -> {
          Map<Object, Object> sent = new LinkedHashMap<>();
          keys.forEach((key, text) -> sent.put(key, 1L));
          Bean bean = new Bean();
          bean.value = sent;
          Args args = transfer(parser, sent, bean);
          Map<Object, Object> expected = new LinkedHashMap<>();
          keys.forEach((key, text) -> expected.put(text, 1L));
          assertEquals(expected, args.get(0));
          assertEquals(expected, assertInstanceOf(Map.class, args.get(1)).get("value"));
          assertEquals(
              Map.of(Instant.EPOCH, 1),
              transfer(parser, Map.of(Instant.EPOCH, 1))
                  .get(0, new TypeRef<Map<Instant, Integer>>() {}));
          for (Object bad : List.of(new Holder(1), List.of(1), new byte[1], String.class)) {
            assertRefused(parser, Map.of(bad, 1), "a map has a key that is a ");
          }
          assertRefused(parser, new HashMap<>(java.util.Collections.singletonMap(null, 1)), "null");
        });
  }

  /** Has getters, and is iterable. */
  public static class Page implements Iterable<String> {
    /** Not sent. */
    public boolean isEmpty() {
      return false;
    }

    @Override
    public java.util.Iterator<String> iterator() {
      return List.of("a", "b").iterator();
    }
  }

  record Nothing() {}

  @TestFactory
  Stream<DynamicTest> whatIsIteratedIsSentAsAnArrayAndAnEmptyRecordAsAnEmptyObject() {
    return both(
        "iterables",
        parser -> {
          Bean bean = new Bean();
          bean.value = new Page();
          Args args =
              transfer(
                  parser, new Page(), List.of(1).iterator(), bean, new Nothing(), Map.of(), 1.1f);
          assertEquals(
              List.of(
                  List.of("a", "b"),
                  List.of(1L),
                  Map.of("value", List.of("a", "b")),
                  Map.of(),
                  Map.of(),
                  1.1),
              args.toList());
          bean.value = List.of(1.1f, new BigDecimal("7"), new float[] {1.1f});
          assertEquals(
              Map.of("value", List.of(1.1, 7L, List.of(1.1))), transfer(parser, bean).get(0));
        });
  }

  record Mismatch(Object value, Type type, String reason) {}

  @TestFactory
  Stream<DynamicTest> mismatchesAreWordedTheSame() {
    return Stream.of(
            new Mismatch("S3CRET", int.class, "a string does not fit int"),
            new Mismatch("S3CRET", Holder.class, "a string does not fit " + Holder.class.getName()),
            new Mismatch(true, Instant.class, "a boolean does not fit java.time.Instant"),
            new Mismatch("S3CRET", Instant.class, "a string is not a valid java.time.Instant"),
            new Mismatch(
                Map.of("day", "S3CRET"),
                Dates.class,
                "at .day: a string is not a valid java.time.LocalDate"),
            new Mismatch("S3CRET", Thread.class, "java.lang.Thread is a type that no value"),
            new Mismatch("S3CRET", File.class, "java.io.File is a type that no value is read as"),
            new Mismatch(
                Map.of("S3CRET", 1),
                new TypeRef<Map<LocalDate, Integer>>() {}.type(),
                "a key does not fit java.time.LocalDate"))
        .flatMap(
            row ->
                both(
                    row.type() + " " + row.value().getClass(),
                    parser -> {
                      DecodingException e =
                          assertThrows(
                              DecodingException.class,
                              () -> transfer(parser, row.value()).get(0, row.type()));
                      String message = String.valueOf(e.getMessage());
                      assertTrue(message.contains(row.reason()), message);
                      for (Throwable t = e; t != null; t = t.getCause()) {
                        assertTrue(!t.toString().contains("S3CRET"), t.toString());
                      }
                    }));
  }

  /** The rows of the guide whose second column is a JSON value. */
  @Test
  void everyRowOfTheGuideIsTrue() throws Exception {
    Pattern row = Pattern.compile("^\\| ([^|]*) \\| `([^`]+)`[^|]*\\|[^|]*\\|$", Pattern.MULTILINE);
    Pattern name = Pattern.compile("`(\\w+)`");
    String guide = Files.readString(Path.of("../docs/guide.md"));
    String section = guide.substring(guide.indexOf("### Values"));
    Set<String> documented = new TreeSet<>();
    for (MatchResult line :
        row.matcher(section.substring(0, section.indexOf("\n## "))).results().toList()) {
      Object seen =
          JsonPacketParser.create()
              .newDecoder()
              .decode(new Frame.Text("2[\"e\"," + line.group(2) + "]"));
      Object expected = assertInstanceOf(Packet.Event.class, seen).args().get(0);
      for (MatchResult type : name.matcher(line.group(1)).results().toList()) {
        documented.add(type.group(1));
        StandardValues.Row value =
            StandardValues.all().stream()
                .filter(each -> isNamed(each, type.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no value of " + type.group(1)));
        assertEquals(expected, value.seen(), type.group(1));
      }
    }
    assertTrue(documented.size() > 25, documented::toString);
  }

  private static boolean isNamed(StandardValues.Row row, String name) {
    return row.type() instanceof Class<?> type
        && type.isInstance(row.value())
        && type.getSimpleName().equals(name);
  }
}
