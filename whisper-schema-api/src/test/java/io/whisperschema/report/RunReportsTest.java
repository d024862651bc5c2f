package io.whisperschema.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.Golden;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.finding.Finding;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationComparison;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.RecordedMigration;
import io.whisperschema.migration.RecordedMigration.Origin;
import io.whisperschema.migration.StatementChange;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MigrationReport.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What starts and migrations did and how they stand, as documents and as pages. */
class RunReportsTest {
    private static MigrationReport migrated(String word) {
        return new MigrationReport(
                word,
                Verb.APPLIED,
                List.of(MigrationId.core(1), new MigrationId("seed", 2)),
                new ExecutionReport(List.of(result(word, 1), result(word, 3))));
    }

    private static StepResult result(String word, int line) {
        var step = new Step(
                "0001:" + line,
                word,
                new StatementChange(MigrationId.core(1), word + ", line " + line, Way.THERE),
                Optional.of("INSERT INTO users VALUES ('Ada')"),
                Risk.NONE,
                Step.Isolation.IN_TRANSACTION,
                new Undo.Impossible("a migration is taken back as a whole"));
        return new StepResult(step, StepResult.Outcome.APPLIED, Duration.ofMillis(12L * line));
    }

    private static BootstrapReport started(String word) {
        var stores = new LinkedHashMap<String, Outcome>();
        stores.put(word, Outcome.MIGRATED);
        stores.put("qdrant", Outcome.UP_TO_DATE);
        var plan =
                new Plan(List.of(), Map.of(), List.of(Finding.warning(word, "SELECT 1", word, "Compare them by eye.")));
        return new BootstrapReport(
                stores, plan, new ExecutionReport(List.of(result(word, 5))), List.of(migrated(word)));
    }

    private static RehearsalReport rehearsed(String word) {
        return new RehearsalReport(
                word,
                List.of(MigrationId.core(1)),
                List.of("0002 | " + word),
                new ExecutionReport(List.of(result(word, 1))),
                List.of(new TakenLock(word, "ACCESS EXCLUSIVE")));
    }

    private static MigrationComparison status(String word) {
        Migration first = Migration.of(1, word).sql("CREATE TABLE a (b INTEGER)");
        Migration second = Migration.of(2, word).sql("CREATE TABLE c (d INTEGER)");
        Migration third = Migration.of(3, word).sql("CREATE TABLE e (f INTEGER)");
        var records = new MigrationRecords(
                Optional.of(HistoryState.clean("")),
                List.of(
                        recorded(first, first),
                        recorded(second, third),
                        recorded(Migration.of(9, word).sql("SELECT 1"), first)));
        return MigrationComparison.between(Migrations.of(first, second, third), records, DialectName.SQLITE);
    }

    private static RecordedMigration recorded(Migration migration, Migration text) {
        return RecordedMigration.of(
                migration,
                text.checksum(DialectName.SQLITE),
                Instant.parse("2026-11-21T10:11:12.131415Z"),
                Origin.APPLIED);
    }

    @Test
    void versionOneIsWrittenByteForByteAsBefore() {
        Golden.isAsWrittenBefore(
                "migration-report-v1.json", migrated("0001_first.sql").toJson());
        Golden.isAsWrittenBefore(
                "rehearsal-report-v1.json", rehearsed("postgres").toJson());
        Golden.isAsWrittenBefore("bootstrap-report-v1.json", started("postgres").toJson());
        Golden.isAsWrittenBefore(
                "migration-status-v1.json", status("0001_first.sql").toJson());
    }

    @Test
    void thePagesSayWhatHappenedAndNeedNothingElse() {
        assertThat(migrated("postgres").toHtml())
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("<title>Migrations on postgres: applied 0001 " + new MigrationId("seed", 2) + "</title>")
                .contains("2 of 2 steps applied in 48 ms", "migration 0001, postgres, line 3");
        assertThat(started("postgres").toHtml())
                .contains("2 stores are ready", "migrated", "up to date", "Compare them by eye.");
        assertThat(status("0001_first.sql").toHtml())
                .contains(
                        "2 stop a run",
                        "CHECKSUM MISMATCH",
                        "PENDING",
                        "UNKNOWN TO THIS CODE",
                        "recorded at 2026-11-21");
        for (String page : List.of(
                migrated("p").toHtml(), started("p").toHtml(), status("p").toHtml())) {
            assertThat(page).doesNotContain("<script", "http://", "https://", "url(", "@import", "Ada");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<script>alert(1)</script>", "\" onload=\"x", "'><img src=x>", "&amp;", "\u0000\u0007\uD800"})
    void whateverANameHoldsIsTextOnThePages(String hostile) {
        assertThat(tags(migrated(hostile).toHtml()))
                .isEqualTo(tags(migrated("p").toHtml()));
        assertThat(tags(rehearsed(hostile).toHtml()))
                .isEqualTo(tags(rehearsed("p").toHtml()));
        assertThat(tags(started(hostile).toHtml())).isEqualTo(tags(started("p").toHtml()));
        assertThat(tags(status(hostile).toHtml())).isEqualTo(tags(status("p").toHtml()));
    }

    private static List<String> tags(String html) {
        return Pattern.compile("<[^>]*>")
                .matcher(html)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
