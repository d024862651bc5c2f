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
import io.whisperschema.report.MoveReport;
import io.whisperschema.spi.RelationalStore;
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
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dirty values, moved from one kind of database to another by each policy. Of one table each row has one such value and is
 * rejected; of the other each value is in a column for each way to let it through.
 */
@WithDatabases
@TestInstance(Lifecycle.PER_CLASS)
abstract class DirtyMove {
    private final List<Dirty> all;
    private final List<Passed> passed;
    private final SchemaDefinition definition;

    DirtyMove(List<Dirty> all) {
        this.all = all;
        passed = all.stream().flatMap(DirtyMove::passed).toList();
        definition = SchemaDefinition.named("host")
                .tables(
                        withNumber(
                                "refused", all.stream().map(each -> each.type().apply(each.name()))),
                        withNumber(
                                "passed",
                                passed.stream().map(each -> each.dirty().type().apply(each.column()))));
    }

    /**
     * From where to where.
     *
     * @param from the source's database
     * @param source the source
     * @param to the target's database
     * @param target the target
     */
    record Way(DataSource from, RelationalStore source, DataSource to, RelationalStore target) {}

    abstract Way way(SqliteDatabase file, PostgresDatabase server);

    /** What the target shows of those columns of the only row of a table. */
    abstract List<String> shown(DataSource to, String table, List<String> columns);

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
    private RelationalStore target;
    private Path rejects;
    private MoveRefused refusal;
    private List<FlawFound> refused;
    private MoveReport report;
    private List<String> shown;
    private List<String> lines;

    @BeforeAll
    void move(SqliteDatabase file, PostgresDatabase server, @TempDir Path folder) throws IOException {
        Way way = way(file, server);
        host = WhisperSchema.of(definition).relational(way.source());
        host.bootstrap();
        fill(way.from());
        target = way.target();
        rejects = folder;
        MoveOptions refusing = MoveOptions.cautious().except("passed").showingValues();
        refused = host.preflight(target, refusing).flaws();
        assertThatThrownBy(() -> host.move(target, refusing)).satisfies(error -> refusal = (MoveRefused) error);
        assertThat(target.inspect().isEmpty()).isTrue();
        report = host.move(target, letting());
        shown = shown(way.to(), "passed", passed.stream().map(Passed::column).toList());
        lines = Files.readAllLines(rejects.resolve("refused.jsonl"));
    }

    private void fill(DataSource from) {
        var statements = new ArrayList<String>();
        for (int i = 0; i < all.size(); i++) {
            Dirty each = all.get(i);
            statements.add(
                    "INSERT INTO refused (id, \"%s\") VALUES (%d, %s)".formatted(each.name(), i, each.literal()));
        }
        statements.add("INSERT INTO refused (id) VALUES (-1)");
        statements.add("INSERT INTO passed VALUES (1, "
                + passed.stream().map(each -> each.dirty().literal()).collect(joining(", ")) + ")");
        Sql.run(from, statements);
    }

    private MoveOptions letting() {
        MoveOptions options = MoveOptions.cautious().rejectingTo(rejects);
        for (Dirty each : all) {
            options = options.treating(each.flaw(), "refused", each.name(), Treatment.reject());
        }
        for (Passed each : passed) {
            options = options.treating(each.dirty().flaw(), "passed", each.column(), each.treatment());
        }
        return options;
    }

    @TestFactory
    Stream<DynamicTest> itIsRefusedAndNamedWithWhatCanBeDone() {
        return each(all, Dirty::name, dirty -> {
            String said = found(refused, dirty.name()).text();
            assertThat(said)
                    .isEqualTo("refused.%s: %s, 1 row (id %d = %s)\n  refused. %s"
                            .formatted(
                                    dirty.name(), dirty.flaw(), all.indexOf(dirty), dirty.original(), remedy(dirty)));
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
        assertThat(refusal.flaws()).hasSize(all.size());
    }

    @TestFactory
    Stream<DynamicTest> itsRowIsRejectedWithAllThatItWas() {
        return each(all, Dirty::name, dirty -> {
            assertThat(lines.get(1 + all.indexOf(dirty)))
                    .startsWith(
                            "{\"key\":{\"id\":{\"integer\":%d}},\"column\":\"%s\",\"flaw\":\"%s\",\"value\":%s,\"row\":{"
                                    .formatted(all.indexOf(dirty), dirty.name(), dirty.flaw(), dirty.original()))
                    .contains("\"%s\":%s".formatted(dirty.name(), dirty.original()));
            assertThat(found(report.flaws(), dirty.name()).text()).endsWith("written to the file of rejects.");
        });
    }

    @Test
    void whatIsNotRejectedIsThere() {
        assertThat(lines).hasSize(1 + all.size());
        assertThat(report.isProven()).isTrue();
        assertThat(report.passages()).extracting(each -> each.rows()).containsOnly(1L);
    }

    @TestFactory
    Stream<DynamicTest> itPassesAsEachRuleReadsItOrLeftEmpty() {
        return each(passed, Passed::column, each -> {
            assertThat(Optional.ofNullable(shown.get(passed.indexOf(each)))).isEqualTo(each.shown());
            assertThat(found(report.flaws(), each.column()).text())
                    .isEqualTo("passed.%s: %s, 1 row (id 1)\n  %s"
                            .formatted(
                                    each.column(),
                                    each.dirty().flaw(),
                                    each.rule()
                                            .map(rule -> "made to fit by " + rule + " (1).")
                                            .orElse("moved without the value.")));
        });
    }

    @TestFactory
    Stream<DynamicTest> aRuleThatDoesNotReadItLeavesItRefused() {
        MoveOptions options = MoveOptions.cautious().except("passed");
        var unread = all.stream().filter(each -> unread(each).isPresent()).toList();
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
