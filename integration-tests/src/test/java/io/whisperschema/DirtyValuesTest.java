package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.whisperschema.DirtyValues.Dirty;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.FlawFound;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.MoveReport;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each dirty value in a file, moved to a server by each policy. Of one table each row has one such value and is rejected;
 * of the other each value is in a column for each way to let it through.
 */
@WithDatabases
@TestInstance(Lifecycle.PER_CLASS)
class DirtyValuesTest {
    private static final List<Dirty> ALL = DirtyValues.all();
    private static final List<Passed> PASSED =
            ALL.stream().flatMap(DirtyValuesTest::passed).toList();

    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(
                    withNumber("refused", ALL.stream().map(each -> each.type().apply(each.name()))),
                    withNumber(
                            "passed",
                            PASSED.stream().map(each -> each.dirty().type().apply(each.column()))));

    /** A dirty value in a column of its own, and the rule by which it passes; none where it is left empty. */
    private record Passed(Dirty dirty, Optional<Rule> rule) {
        String column() {
            return dirty.name() + "_"
                    + rule.map(each -> each.name().toLowerCase(Locale.ROOT)).orElse("left_empty");
        }

        Optional<String> shown() {
            return rule.flatMap(each -> dirty.mended().get(each));
        }

        Treatment treatment() {
            return rule.map(each -> Treatment.coerce(each)).orElse(Treatment.asNull());
        }
    }

    private static Stream<Passed> passed(Dirty dirty) {
        return Stream.concat(
                dirty.mended().keySet().stream().map(rule -> new Passed(dirty, Optional.of(rule))),
                Stream.of(new Passed(dirty, Optional.empty())));
    }

    private static Table withNumber(String name, Stream<? extends TablePart> columns) {
        return table(
                name,
                Stream.concat(Stream.of(integer("id").primaryKey()), columns).toArray(TablePart[]::new));
    }

    private WhisperSchema host;
    private PostgresStore target;
    private Path rejects;
    private MoveRefused refusal;
    private List<FlawFound> refused;
    private MoveReport report;
    private List<String> shown;
    private List<String> lines;

    @BeforeAll
    void move(SqliteDatabase file, PostgresDatabase server, @TempDir Path folder) throws IOException {
        host = WhisperSchema.of(HOST).relational(SqliteStore.over(file.dataSource()));
        host.bootstrap();
        fill(file);
        target = PostgresStore.over(server.dataSource());
        rejects = folder;
        MoveOptions refusing = MoveOptions.cautious().except("passed").showingValues();
        refused = host.preflight(target, refusing).flaws();
        assertThatThrownBy(() -> host.move(target, refusing)).satisfies(error -> refusal = (MoveRefused) error);
        assertThat(Sql.texts(server.dataSource(), "SELECT relname FROM pg_class WHERE relname = 'refused'"))
                .isEmpty();
        report = host.move(target, letting());
        shown = Sql.texts(
                Sql.inZone(server.dataSource(), "UTC"), "SELECT unnest(ARRAY[" + columns() + "]) FROM passed");
        lines = Files.readAllLines(rejects.resolve("refused.jsonl"));
    }

    private static void fill(SqliteDatabase file) {
        var statements = new ArrayList<String>();
        for (int i = 0; i < ALL.size(); i++) {
            Dirty each = ALL.get(i);
            statements.add(
                    "INSERT INTO refused (id, \"%s\") VALUES (%d, %s)".formatted(each.name(), i, each.literal()));
        }
        statements.add("INSERT INTO refused (id) VALUES (-1)");
        statements.add("INSERT INTO passed VALUES (1, "
                + PASSED.stream().map(each -> each.dirty().literal()).collect(joining(", ")) + ")");
        Sql.run(file.dataSource(), statements);
    }

    private static String columns() {
        return PASSED.stream().map(each -> "\"" + each.column() + "\"::text").collect(joining(", "));
    }

    private MoveOptions letting() {
        MoveOptions options = MoveOptions.cautious().rejectingTo(rejects);
        for (Dirty each : ALL) {
            options = options.treating(each.flaw(), "refused", each.name(), Treatment.reject());
        }
        for (Passed each : PASSED) {
            options = options.treating(each.dirty().flaw(), "passed", each.column(), each.treatment());
        }
        return options;
    }

    @TestFactory
    Stream<DynamicTest> itIsRefusedAndNamedWithWhatCanBeDone() {
        return each(ALL, Dirty::name, dirty -> {
            String said = found(refused, dirty.name()).text();
            assertThat(said)
                    .isEqualTo("refused.%s: %s, 1 row (id %d = %s)\n  refused. %s"
                            .formatted(
                                    dirty.name(), dirty.flaw(), ALL.indexOf(dirty), dirty.original(), remedy(dirty)));
            assertThat(refusal).hasMessageContaining(said.lines().findFirst().orElseThrow());
        });
    }

    private static String remedy(Dirty dirty) {
        String call = "MoveOptions.treating(Flaw." + dirty.flaw() + ", Treatment.";
        if (dirty.mended().isEmpty()) {
            return "Mend the source, or treat it: " + call + "reject()), or with Treatment.asNull().";
        }
        return "Treat it: " + call + "coerce(Rule.…)) with "
                + dirty.mended().keySet().stream().map(rule -> rule + " (1)").collect(joining(", "))
                + "; Treatment.reject() or asNull() takes all.";
    }

    @Test
    void whatIsRefusedLeavesNothingBehind() {
        assertThat(refusal).hasMessageContaining("Nothing was written.");
        assertThat(refusal.flaws()).hasSize(ALL.size());
    }

    @TestFactory
    Stream<DynamicTest> itsRowIsRejectedWithAllThatItWas() {
        return each(ALL, Dirty::name, dirty -> {
            assertThat(lines.get(1 + ALL.indexOf(dirty)))
                    .startsWith(
                            "{\"key\":{\"id\":{\"integer\":%d}},\"column\":\"%s\",\"flaw\":\"%s\",\"value\":%s,\"row\":{"
                                    .formatted(ALL.indexOf(dirty), dirty.name(), dirty.flaw(), dirty.original()))
                    .contains("\"%s\":%s".formatted(dirty.name(), dirty.original()));
            assertThat(found(report.flaws(), dirty.name()).text()).endsWith("written to the file of rejects.");
        });
    }

    @Test
    void whatIsNotRejectedIsThere() {
        assertThat(lines).hasSize(1 + ALL.size());
        assertThat(report.isProven()).isTrue();
        assertThat(report.passages()).extracting(each -> each.rows()).containsOnly(1L);
    }

    @TestFactory
    Stream<DynamicTest> itPassesAsEachRuleReadsItOrLeftEmpty() {
        return each(PASSED, Passed::column, passed -> {
            assertThat(Optional.ofNullable(shown.get(PASSED.indexOf(passed)))).isEqualTo(passed.shown());
            assertThat(found(report.flaws(), passed.column()).text())
                    .isEqualTo("passed.%s: %s, 1 row (id 1)\n  %s"
                            .formatted(
                                    passed.column(),
                                    passed.dirty().flaw(),
                                    passed.rule()
                                            .map(rule -> "made to fit by " + rule + " (1).")
                                            .orElse("moved without the value.")));
        });
    }

    @TestFactory
    Stream<DynamicTest> aRuleThatDoesNotReadItLeavesItRefused() {
        MoveOptions options = MoveOptions.cautious().except("passed");
        var unread = ALL.stream().filter(each -> unread(each).isPresent()).toList();
        for (Dirty each : unread) {
            options = options.treating(
                    each.flaw(),
                    "refused",
                    each.name(),
                    Treatment.coerce(unread(each).orElseThrow()));
        }
        List<FlawFound> found = host.preflight(target, options).flaws();
        return each(
                unread,
                Dirty::name,
                dirty -> assertThat(found(found, dirty.name()).isRefused()).isTrue());
    }

    private static Optional<Rule> unread(Dirty dirty) {
        return dirty.flaw().rules().stream()
                .filter(rule -> !dirty.mended().containsKey(rule))
                .findFirst();
    }

    @Test
    void whatPassedIsTheSameWhenItIsComparedLater() {
        assertThat(host.verifyMoved(target, letting()).differences()).isEmpty();
    }

    private static <T> Stream<DynamicTest> each(Collection<T> all, Function<T, String> name, Consumer<T> fact) {
        return all.stream().map(each -> dynamicTest(name.apply(each), () -> fact.accept(each)));
    }

    private static FlawFound found(List<FlawFound> flaws, String column) {
        return flaws.stream()
                .filter(flaw -> flaw.column().equals(column))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is said of " + column));
    }
}
