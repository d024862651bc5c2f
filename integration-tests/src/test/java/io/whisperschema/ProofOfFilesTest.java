package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.bool;
import static io.whisperschema.definition.relational.Relational.date;
import static io.whisperschema.definition.relational.Relational.decimal;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.jsonb;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.textArray;
import static io.whisperschema.definition.relational.Relational.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import io.whisperschema.report.Difference;
import io.whisperschema.report.MoveReport;
import io.whisperschema.report.MoveReport.Question;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two files, of which one was moved to the other as it is or comes from elsewhere, are compared by what their values mean. */
@WithDatabases
class ProofOfFilesTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(table(
                    "things",
                    integer("id").primaryKey(),
                    timestamp("seen"),
                    date("day"),
                    bool("sold"),
                    decimal("price", 30, 2),
                    jsonb("said"),
                    textArray("tags"),
                    text("words")));

    private SqliteDatabase one;
    private SqliteDatabase other;
    private RelationalStore source;
    private RelationalStore target;

    @BeforeEach
    void stores(SqliteDatabase first, SqliteDatabase second) {
        one = first;
        other = second;
        source = SqliteStore.over(one.dataSource());
        target = SqliteStore.over(other.dataSource());
        host(source).bootstrap();
    }

    private static WhisperSchema host(RelationalStore store) {
        return WhisperSchema.of(HOST).relational(store);
    }

    private void given(String inOne, String inOther) {
        host(target).bootstrap();
        Sql.run(one.dataSource(), "INSERT INTO things " + inOne);
        Sql.run(other.dataSource(), "INSERT INTO things " + inOther);
    }

    private List<String> differences(MoveOptions options) {
        MoveReport report = host(source).verifyMoved(target, options);
        assertThat(report.flaws()).isEmpty();
        assertThat(report.isProven()).isEqualTo(report.differences().isEmpty());
        return report.differences().stream().map(Difference::sentence).toList();
    }

    private static final String SPELLED = """
            VALUES (1, '2024-01-01T00:00:00Z', '2024-02-29', 1, '1.50', '{"a": 1, "b": [1.0]}', '["a", "b"]', 'x')""";

    @Test
    void spellingsThatMeanTheSameAreNoDifference() {
        given(SPELLED, """
                VALUES (1, '2024-01-01 05:30:00.000+05:30', '2024-02-29', 1, 1.5, '{"b":[1.0],"a":1}', '["a","b"]', 'x')""");

        assertThat(differences(MoveOptions.cautious())).isEmpty();
    }

    @Test
    void valuesThatMeanAnotherThingAreOne() {
        given(SPELLED, """
                VALUES (1, '2024-01-01 00:00:00.001', '2024-03-01', 0, '1.51', '{"a": 1}', '["a", "c"]', 'x ')""");

        assertThat(differences(MoveOptions.cautious()))
                .containsExactly("things, id 1: other values in seen, day, sold, price, said, tags, words");
    }

    @Test
    void aMomentWithoutAZoneIsOneOfTheZoneThatWasSaid() {
        given("(id, seen) VALUES (1, '2024-07-01 12:00:00')", "(id, seen) VALUES (1, '2024-07-01T10:00:00Z')");

        assertThat(differences(MoveOptions.cautious().inZone(ZoneId.of("Europe/Berlin"))))
                .isEmpty();
        assertThat(differences(MoveOptions.cautious())).hasSize(1);
    }

    @Test
    void aRuleReadsBothSidesAlike() {
        given(
                "(id, seen, sold) VALUES (1, 1732184000, 'yes'), (2, 1732184000, 'no')",
                "(id, seen, sold) VALUES (1, '2024-11-21 10:13:20', 1), (2, 1732184000, 'no')");
        MoveOptions reading = MoveOptions.cautious()
                .treating(Flaw.MOMENT_SPELLING, "things", "seen", Treatment.coerce(Rule.EPOCH_SECONDS))
                .treating(Flaw.TRUTH_SPELLING, Treatment.coerce(Rule.TRUTH_WORDS));

        assertThat(differences(reading)).isEmpty();
        assertThat(differences(MoveOptions.cautious())).containsExactly("things, id 1: other values in seen, sold");
    }

    @Test
    void whatWasMovedAsItIsIsProvenWhateverItIs() {
        Sql.run(
                one.dataSource(),
                SPELLED.replace("VALUES", "INSERT INTO things VALUES"),
                "INSERT INTO things VALUES (2, 'yesterday', 7, 'maybe', 'much', '{', 'a', x'ff')",
                "INSERT INTO things VALUES (3, '', '', '', '', '', '', ''), (4, 9e999, x'00', 0.5, -9e999, 1, 2, 3)");

        assertThat(host(source).move(target).isProven()).isTrue();

        assertThat(differences(MoveOptions.cautious())).isEmpty();
        assertThat(differences(MoveOptions.cautious().treating(Flaw.MOMENT_SPELLING, Treatment.asNull())))
                .isEmpty();
        String bytes = "SELECT group_concat(quote(seen) || quote(price) || quote(said) || quote(tags)) FROM things";
        assertThat(Sql.texts(other.dataSource(), bytes)).isEqualTo(Sql.texts(one.dataSource(), bytes));
    }

    @Test
    void aSecondMoveComparesSoToo() {
        Sql.run(one.dataSource(), SPELLED.replace("VALUES", "INSERT INTO things VALUES"));
        WhisperSchema host = host(source);
        host.move(target);
        Sql.run(other.dataSource(), "UPDATE things SET seen = '2024-01-01 00:00:00'");

        MoveReport again = host.move(target);

        assertThat(again.question()).isEqualTo(Question.ALREADY_MOVED);
        assertThat(again.isProven()).isTrue();
    }
}
