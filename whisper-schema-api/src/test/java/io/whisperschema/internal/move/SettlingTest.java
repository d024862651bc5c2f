package io.whisperschema.internal.move;

import static io.whisperschema.internal.move.FlawedValues.POSTGRES;
import static io.whisperschema.internal.move.FlawedValues.SQLITE;
import static io.whisperschema.internal.move.FlawedValues.all;
import static io.whisperschema.move.Rule.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.whisperschema.internal.move.FlawedValues.Flawed;
import io.whisperschema.internal.move.Settling.Verdict;
import io.whisperschema.move.Digits;
import io.whisperschema.move.Field;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Limits;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.Array;
import io.whisperschema.move.ValueKind.Decimal;
import io.whisperschema.move.ValueKind.LimitedText;
import io.whisperschema.move.ValueKind.LimitedText.Padding;
import io.whisperschema.move.ValueKind.Plain;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettlingTest {
    @Test
    void aPointIsSettledWithoutAChange() {
        Passage passage = PointPassage.of("here", "there");
        var item = new Item(passage.fields().size());
        for (int field = 0; field < item.fields(); field++) {
            item.putTyped(field, Item.Tag.BYTES, new byte[] {1}, 0, 1);
        }
        item.putOriginal("a point");

        Settling.ofSource(passage, MoveOptions.cautious(), Limits.none(), FlawListener.SILENT)
                .settle(item);

        assertThat(item.original()).contains("a point");
    }

    @TestFactory
    Stream<DynamicTest> aFlawIsRefusedUnlessSomethingIsSaid() {
        return all().map(flawed -> dynamicTest(named(flawed), () -> {
            Heard heard = settled(flawed, Treatment.refuse());
            assertThat(heard.said()).containsExactly("refused " + flawed.flaw());
            assertThat(heard.verdict()).isEqualTo(Verdict.REFUSED);
        }));
    }

    @TestFactory
    Stream<DynamicTest> aFlawRejectsItsRowWhereThatIsSaid() {
        return all().map(flawed -> dynamicTest(named(flawed), () -> {
            Heard heard = settled(flawed, Treatment.reject());
            assertThat(heard.said()).containsExactly("rejected " + flawed.flaw());
            assertThat(heard.verdict()).isEqualTo(Verdict.REJECTED);
        }));
    }

    @TestFactory
    Stream<DynamicTest> aFlawedValueIsLeftEmptyWhereThatIsSaid() {
        return all().map(flawed -> dynamicTest(named(flawed), () -> {
            Heard heard = settled(flawed, Treatment.asNull());
            assertThat(heard.said()).containsExactly("left empty " + flawed.flaw());
            assertThat(heard.shown()).isEqualTo("null");
        }));
    }

    @TestFactory
    Stream<DynamicTest> eachRuleMendsWhatItReadsAndNothingElse() {
        return all().flatMap(flawed -> flawed.flaw().rules().stream()
                .map(rule -> dynamicTest(named(flawed) + " by " + rule, () -> ruleMends(flawed, rule))));
    }

    private static void ruleMends(Flawed flawed, Rule rule) {
        Heard heard = settled(flawed, Treatment.coerce(rule));
        Optional<String> expected = Optional.ofNullable(flawed.mended().get(rule));
        if (expected.isEmpty()) {
            assertThat(heard.said()).containsExactly("refused " + flawed.flaw());
            assertThat(heard.verdict()).isEqualTo(Verdict.REFUSED);
        } else if (expected.get().startsWith("flawed ")) {
            assertThat(heard.said().get(1)).isEqualTo(expected.get().replace("flawed", "refused"));
        } else {
            assertThat(heard.said()).containsExactly("mended " + flawed.flaw() + " " + rule);
            assertThat(heard.shown()).isEqualTo(expected.get());
        }
    }

    @Test
    void everyFlawOfAValueIsInTheTable() {
        var seen = EnumSet.noneOf(Flaw.class);
        all().forEach(each -> seen.add(each.flaw()));

        assertThat(EnumSet.complementOf(seen))
                .containsExactly(
                        Flaw.AFFINITY_CHANGES,
                        Flaw.KEY_TOO_LONG,
                        Flaw.NULL_IN_KEY,
                        Flaw.NULL_REFUSED,
                        Flaw.ORPHAN,
                        Flaw.REFERS_TO_REJECTED,
                        Flaw.DUPLICATE,
                        Flaw.CHECK_FAILED,
                        Flaw.TABLE_UNKNOWN,
                        Flaw.COLUMN_LEFT_BEHIND,
                        Flaw.ROWS_IN_TARGET,
                        Flaw.TRIGGER_ON_TARGET,
                        Flaw.ENCODING);
    }

    @Test
    void everyRuleMendsSomethingInTheTable() {
        var seen = EnumSet.noneOf(Rule.class);
        all().forEach(each -> seen.addAll(each.mended().keySet()));

        assertThat(EnumSet.complementOf(seen)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> whatIsRightIsSettledWithoutAWord() {
        return Stream.of(
                right(Plain.TEXT, Raw.text("grüße"), "text grüße"),
                right(Plain.TEXT, Raw.text(""), "text "),
                right(new LimitedText(3, Padding.IGNORED), Raw.text("ab    "), "text ab"),
                right(Plain.BYTES, Raw.blob(""), "bytes "),
                right(Plain.BIGINT, Raw.integer(Long.MIN_VALUE), "integer -9223372036854775808"),
                right(Plain.INTEGER_32, Raw.integer(-2147483648), "integer -2147483648"),
                right(Plain.REAL, Raw.integer(3), "real 3.0"),
                right(Plain.REAL, Raw.real(5e-324), "real 4.9E-324"),
                right(Plain.REAL, Raw.real(1e308), "real 1.0E308"),
                right(Plain.REAL, Raw.real(Double.NEGATIVE_INFINITY), "real -Infinity"),
                right(
                        new Decimal(30, 10),
                        Raw.text("12345678901234567890.0123456789"),
                        "decimal 12345678901234567890.0123456789"),
                right(new Decimal(5, 2), Raw.text("1.500"), "decimal 1.500"),
                right(new Decimal(5, 2), Raw.real(0.1), "decimal 0.1"),
                right(Plain.NUMERIC, Raw.text("-1e3"), "decimal -1000"),
                right(Plain.BOOLEAN, Raw.integer(1), "true"),
                right(Plain.MOMENT, Raw.text("2024-11-21T10:11:12.123456+00:00"), "2024-11-21T10:11:12.123456"),
                right(Plain.MOMENT, Raw.text("2024-11-21 10:11:12"), "2024-11-21T10:11:12"),
                right(Plain.MOMENT, Raw.text("2024-11-21 10:11"), "2024-11-21T10:11"),
                right(Plain.MOMENT, Raw.text("2024-11-21T10:11:12.120000000Z"), "2024-11-21T10:11:12.120"),
                right(Plain.MOMENT, Raw.text("2024-11-21 10:11:12+0530"), "2024-11-21T04:41:12"),
                right(Plain.MOMENT, Raw.text("2024-11-21 10:11:12 -08"), "2024-11-21T18:11:12"),
                right(Plain.MOMENT, Raw.text("1969-12-31 23:59:59.999999"), "1969-12-31T23:59:59.999999"),
                right(Plain.MOMENT, Raw.typed(Item.Tag.MOMENT, Long.MAX_VALUE), "infinity"),
                right(Plain.LOCAL_MOMENT, Raw.text("2024-02-29 10:11"), "2024-02-29T10:11"),
                right(Plain.LOCAL_MOMENT, Raw.text("2024-02-29 10:11-01:00"), "2024-02-29T11:11"),
                right(Plain.DATE, Raw.text("2024-02-29"), "2024-02-29"),
                right(Plain.DATE, Raw.text("0001-01-01"), "0001-01-01"),
                right(
                        Plain.UUID,
                        Raw.text("00112233-4455-6677-8899-AABBCCDDEEFF"),
                        "bytes 00112233445566778899aabbccddeeff"),
                right(Plain.JSON, Raw.text("{ \"b\":1, \"a\":[]}"), "text { \"b\":1, \"a\":[]}"),
                right(
                        Plain.JSONB,
                        Raw.text("{ \"b\" : 1e2, \"a\":[ true,null , \"\\u00e4\\/\\n\"], \"\":{}}"),
                        "{\"\":{},\"a\":[true,null,\"ä/\\n\"],\"b\":100}"),
                right(Plain.VERBATIM, Raw.textHex("ff00"), "text \ufffd\0"),
                right(Plain.OPAQUE, Raw.text("(1,2)"), "(1,2)"),
                right(
                        new Array(Plain.INTEGER_32),
                        Raw.text("[1, null]"),
                        "bytes 00000002" + "010000000000000001" + "00"),
                right(new Array(Plain.TEXT), Raw.text("[\"ä\"]"), "bytes 00000001" + "0500000002c3a4"),
                right(
                        new Array(Plain.JSONB),
                        Raw.text("[{\"b\":1.0,\"a\":2}, \"x\", null]"),
                        "bytes 00000003" + "0b0000000d" + "7b2261223a322c2262223a317d" + "0b00000003" + "227822"
                                + "00"),
                right(
                        new Array(Plain.JSONB),
                        Raw.typed(
                                Item.Tag.ARRAY,
                                HexFormat.of().parseHex("00000002" + "00" + "0b00000006" + "5b20312e305d")),
                        "bytes 00000002" + "00" + "0b00000003" + "5b315d"),
                right(new Array(Plain.BYTES), Raw.text("[\"ff00\"]"), "bytes 00000001" + "0600000002" + "ff00"),
                right(new Array(Plain.REAL), Raw.text("[\"-Infinity\"]"), "bytes 00000001" + "02fff0000000000000"),
                right(
                        new Array(new Decimal(5, 2)),
                        Raw.text("[1.50]"),
                        "bytes 00000001" + "0300000001" + "00000001" + "0f"),
                right(Plain.TEXT, Raw.nothing(), "null"));
    }

    private static DynamicTest right(ValueKind kind, Raw raw, String expected) {
        return dynamicTest(kind.text() + ": " + expected, () -> {
            Heard heard = settled(kind, POSTGRES, raw, MoveOptions.cautious());
            assertThat(heard.said()).isEmpty();
            assertThat(heard.shown()).isEqualTo(expected);
        });
    }

    @Test
    void aMomentWithoutAZoneIsOneOfTheZoneThatWasSaid() {
        MoveOptions options = MoveOptions.cautious().inZone(ZoneId.of("Europe/Berlin"));

        assertThat(settled(Plain.MOMENT, POSTGRES, Raw.text("2024-11-21 10:11"), options)
                        .shown())
                .isEqualTo("2024-11-21T09:11");
        assertThat(settled(Plain.MOMENT, POSTGRES, Raw.text("2024-10-27 02:30"), options)
                        .shown())
                .as("told twice: the first")
                .isEqualTo("2024-10-27T00:30");
        assertThat(settled(Plain.MOMENT, POSTGRES, Raw.text("2024-03-31 02:30"), options)
                        .said())
                .as("skipped")
                .containsExactly("refused NO_SUCH_MOMENT");
    }

    @Test
    void aFlawBehindAFlawIsTreatedToo() {
        MoveOptions options = MoveOptions.cautious()
                .treating(Flaw.BLOB_IN_TEXT, Treatment.coerce(BYTES_AS_UTF8))
                .treating(Flaw.NUL_IN_TEXT, Treatment.coerce(STRIP_NUL))
                .treating(Flaw.TEXT_TOO_LONG, Treatment.coerce(CUT));
        Heard heard = settled(new LimitedText(2, Padding.COUNTS), POSTGRES, Raw.blob("61006263"), options);

        assertThat(heard.shown()).isEqualTo("text ab");
        assertThat(heard.said())
                .containsExactly(
                        "mended BLOB_IN_TEXT BYTES_AS_UTF8",
                        "mended NUL_IN_TEXT STRIP_NUL",
                        "mended TEXT_TOO_LONG CUT");
    }

    @Test
    void theFirstRuleThatAppliesIsTaken() {
        MoveOptions options = MoveOptions.cautious()
                .treating(Flaw.MOMENT_SPELLING, Treatment.coerce(AMERICAN_DATE, DATE_AT_MIDNIGHT, EPOCH_SECONDS));

        assertThat(settled(Plain.MOMENT, POSTGRES, Raw.text("2024-11-21"), options)
                        .said())
                .containsExactly("mended MOMENT_SPELLING DATE_AT_MIDNIGHT");
    }

    @Test
    void noValueIsRefusedWhereOneIsDemanded() {
        var passage = new Passage(
                "facts",
                "facts",
                List.of(
                        new Field("id", "id", Plain.BIGINT, Nullness.REQUIRED),
                        new Field("content", "content", Plain.TEXT, Nullness.REQUIRED)),
                List.of(0),
                Optional.empty());
        var said = new ArrayList<String>();
        Settling settling = Settling.ofSource(passage, MoveOptions.cautious(), POSTGRES, recording(said));

        assertThat(settling.settle(new Item(2))).isEqualTo(Verdict.REFUSED);
        assertThat(said).containsExactly("refused NULL_IN_KEY", "refused NULL_REFUSED");
    }

    @Test
    void anEmptyValueInAPlaceThatDemandsOneIsRefusedEvenIfARuleEmptiedIt() {
        var passage = new Passage(
                "facts",
                "facts",
                List.of(new Field("count", "count", Plain.BIGINT, Nullness.REQUIRED)),
                List.of(),
                Optional.empty());
        var said = new ArrayList<String>();
        MoveOptions options = MoveOptions.cautious().treating(Flaw.TEXT_IN_NUMBER, Treatment.coerce(EMPTY_AS_NULL));
        var item = new Item(1);
        Raw.text("").put(item, 0);

        assertThat(Settling.ofSource(passage, options, POSTGRES, recording(said))
                        .settle(item))
                .isEqualTo(Verdict.REFUSED);
        assertThat(said).containsExactly("mended TEXT_IN_NUMBER EMPTY_AS_NULL", "refused NULL_REFUSED");
    }

    @Test
    void theTreatmentOfAColumnGoesBeforeThatOfItsFlaw() {
        MoveOptions options = MoveOptions.cautious()
                .treating(Flaw.NUL_IN_TEXT, Treatment.reject())
                .treating(Flaw.NUL_IN_TEXT, "facts", "value", Treatment.coerce(STRIP_NUL));

        assertThat(settled(Plain.TEXT, POSTGRES, Raw.text("a\0"), options).shown())
                .isEqualTo("text a");
    }

    @Test
    void whatATargetReturnsIsNeverMended() {
        var said = new ArrayList<String>();
        var item = new Item(1);
        Raw.text("TRUE").put(item, 0);
        Settling.ofTarget(passage(Plain.BOOLEAN), MoveOptions.cautious(), recording(said))
                .settle(item);

        assertThat(said).containsExactly("refused TRUTH_SPELLING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", " 1 ", "+.5e3", "1.", "-1E-2", "\t7\n", "007", "\f7", "9999999999999999999999"})
    void textThatTheTargetWouldMakeANumberOfIsAFlaw(String text) {
        assertThat(flawsInNumbers(Plain.TEXT, Raw.text(text))).containsExactly("refused AFFINITY_CHANGES");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", " ", "+", "1e", "1e+", "0x1F", "1 2", "1-2", "e5", "--1", "Infinity", "1.2.3"})
    void otherTextStaysText(String text) {
        assertThat(flawsInNumbers(Plain.TEXT, Raw.text(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "12345678901234", "-9223372036854775808", "0.30000000000000004", "1e300"})
    void aDecimalThatIsADoubleOrAnIntegerStaysWhatItIs(String number) {
        assertThat(flawsInNumbers(Plain.NUMERIC, Raw.text(number))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775809", "0.12345678901234567890", "1e400"})
    void aDecimalThatNoDoubleIsIsAFlaw(String number) {
        assertThat(flawsInNumbers(Plain.NUMERIC, Raw.text(number))).containsExactly("refused AFFINITY_CHANGES");
    }

    private static List<String> flawsInNumbers(ValueKind kind, Raw raw) {
        var field = new Field("value", "value", kind, Nullness.NULLABLE, Digits.MADE_NUMBERS);
        var passage = new Passage("facts", "facts", List.of(field), List.of(), Optional.empty());
        var said = new ArrayList<String>();
        var item = new Item(1);
        raw.put(item, 0);
        Settling.ofSource(passage, MoveOptions.cautious(), SQLITE, recording(said))
                .settle(item);
        return said;
    }

    private static String named(Flawed flawed) {
        return flawed.flaw() + " of " + flawed.kind().text() + ": " + flawed.name();
    }

    /** What settling made of a value and said of it. */
    private record Heard(Verdict verdict, String shown, List<String> said) {}

    private static Heard settled(Flawed flawed, Treatment treatment) {
        MoveOptions options = MoveOptions.cautious().treating(flawed.flaw(), treatment);
        return settled(flawed.kind(), flawed.limits(), flawed.raw(), options);
    }

    private static Heard settled(ValueKind kind, Limits limits, Raw raw, MoveOptions options) {
        var said = new ArrayList<String>();
        var item = new Item(1);
        raw.put(item, 0);
        Verdict verdict = Settling.ofSource(passage(kind), options, limits, recording(said))
                .settle(item);
        return new Heard(verdict, Raw.shown(item, 0), said);
    }

    private static Passage passage(ValueKind kind) {
        var field = new Field("value", "value", kind, Nullness.NULLABLE);
        return new Passage("facts", "facts", List.of(field), List.of(), Optional.empty());
    }

    private static FlawListener recording(List<String> said) {
        return new FlawListener() {
            @Override
            public void mended(int field, Flaw flaw, Rule rule) {
                said.add("mended " + flaw + " " + rule);
            }

            @Override
            public void leftEmpty(int field, Flaw flaw) {
                said.add("left empty " + flaw);
            }

            @Override
            public void rejected(int field, Flaw flaw) {
                said.add("rejected " + flaw);
            }

            @Override
            public void refused(int field, Flaw flaw) {
                said.add("refused " + flaw);
            }
        };
    }
}
