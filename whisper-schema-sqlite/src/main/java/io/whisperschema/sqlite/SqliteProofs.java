package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.diff.Together;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Undo;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Views and triggers that may speak of a table or column that goes, which SQLite would only find out when they are used.
 * Each is compiled, and not run, in a step of its own.
 */
final class SqliteProofs {
    private static final Undo NOTHING = new Undo.Impossible("it only proves something; there is nothing to undo");

    private final SqliteWork work;
    private final Steps steps;

    SqliteProofs(SqliteWork work, Steps steps) {
        this.work = work;
        this.steps = steps;
    }

    void add() {
        work.keptViews()
                .forEach(view -> prove(view.query(), "EXPLAIN SELECT * FROM " + Identifiers.quoted(view.name())));
        SqliteTrigger.in(work.from()).stream()
                .filter(this::isKept)
                .forEach(trigger -> explained(trigger).ifPresent(statement -> prove(trigger.sql(), statement)));
    }

    private boolean isKept(SqliteTrigger trigger) {
        return keptTable(trigger).isPresent()
                || work.comesAgain(trigger.table())
                || work.keptViews().stream().anyMatch(view -> trigger.isOf(view.name()));
    }

    private Optional<String> keptTable(SqliteTrigger trigger) {
        List<String> dropped = work.dropped();
        return work.from().tables().stream()
                .map(table -> table.name())
                .filter(name -> trigger.isOf(name) && !dropped.contains(name))
                .findFirst();
    }

    private void prove(String sql, String statement) {
        List<RelationalChange> causes =
                losses().stream().filter(change -> concerns(change, sql)).toList();
        if (!causes.isEmpty()) {
            steps.add(Together.of(causes), statement, Risk.NONE, NOTHING);
        }
    }

    private List<RelationalChange> losses() {
        var losses = new ArrayList<>(work.in(SqlitePhase.DROP_TABLE));
        losses.addAll(work.in(SqlitePhase.DROP_VIEW));
        work.rebuilds().stream()
                .flatMap(rebuild -> rebuild.changes().stream())
                .filter(RelationalChange.DropColumn.class::isInstance)
                .forEach(losses::add);
        return losses;
    }

    private static boolean concerns(RelationalChange change, String sql) {
        if (change instanceof RelationalChange.DropColumn column) {
            return SqliteMentions.in(sql, column.column().name());
        }
        return change instanceof RelationalChange.DropView view
                ? SqliteMentions.in(sql, view.view().name())
                : change instanceof RelationalChange.DropTable table
                        && SqliteMentions.in(sql, table.table().name());
    }

    /** Compiling a statement compiles the triggers that it would set off. */
    private Optional<String> explained(SqliteTrigger trigger) {
        SqliteTrigger.Head head = trigger.head();
        String table = Identifiers.quoted(
                keptTable(trigger).map(work.renaming()::table).orElse(trigger.table()));
        return switch (head.event()) {
            case INSERT -> Optional.of("EXPLAIN INSERT INTO " + table + " DEFAULT VALUES");
            case DELETE -> Optional.of("EXPLAIN DELETE FROM " + table);
            case UPDATE ->
                updated(trigger, head)
                        .map(Identifiers::quoted)
                        .map(column -> "EXPLAIN UPDATE " + table + " SET " + column + " = " + column);
        };
    }

    /** Of a view nothing is known but its query, so that an update of any column of it is not tried. */
    private Optional<String> updated(SqliteTrigger trigger, SqliteTrigger.Head head) {
        Optional<String> table = keptTable(trigger);
        return head.columns().stream()
                .findFirst()
                .map(column -> table.map(name -> renamed(name, column)).orElse(column))
                .or(() -> table.flatMap(this::anyColumn));
    }

    private String renamed(String table, String column) {
        return work.from().table(table).stream()
                .flatMap(found -> found.columns().stream())
                .map(CatalogColumn::name)
                .filter(name -> SqliteNames.same(name, column))
                .findFirst()
                .map(name -> work.renaming().column(table, name))
                .orElse(column);
    }

    private Optional<String> anyColumn(String table) {
        return work.rebuilds().stream()
                .filter(rebuild -> rebuild.source().name().equals(table))
                .map(SqliteRebuild::target)
                .findFirst()
                .or(() -> work.from().table(table))
                .flatMap(found -> found.columns().stream()
                        .filter(column -> column.generated().isEmpty())
                        .map(column -> work.renaming().column(table, column.name()))
                        .findFirst());
    }
}
