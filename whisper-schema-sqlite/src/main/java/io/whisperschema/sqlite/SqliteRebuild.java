package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.diff.Renaming;
import io.whisperschema.diff.Together;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Undo;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.Steps;
import io.whisperschema.sql.TableSql;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table written anew where ALTER TABLE cannot change it: a new one under another name takes all rows, the old one goes,
 * the new one gets its name, its indexes and its triggers. Under the names there are; renames come after it.
 *
 * @param source the table as it is
 * @param target the table as it shall be
 * @param changes what is changed by it
 * @param details what the table's statement says beyond the catalog
 * @param triggers its triggers
 */
record SqliteRebuild(
        CatalogTable source,
        CatalogTable target,
        List<RelationalChange> changes,
        SqliteDetails details,
        List<SqliteTrigger> triggers) {
    private static final Undo WITHIN = new Undo.Impossible("it only proves something; there is nothing to undo");

    SqliteRebuild {
        changes = List.copyOf(changes);
        triggers = List.copyOf(triggers);
    }

    /**
     * The rebuild of a table.
     *
     * @param renamed the table as it is, under its new names
     * @param wanted the table as it shall be, under its new names
     */
    static SqliteRebuild of(
            RelationalCatalog from,
            Renaming renaming,
            CatalogTable renamed,
            CatalogTable wanted,
            List<RelationalChange> changes) {
        Renaming back = renaming.reversed();
        CatalogTable source = from.table(back.table(renamed.name())).orElseThrow();
        return new SqliteRebuild(
                source,
                asWritten(source, renamed, wanted, back.applied(wanted)),
                changes,
                SqliteDetails.of(from, source.name()),
                SqliteTrigger.in(from).stream()
                        .filter(trigger -> trigger.isOf(source.name()))
                        .toList());
    }

    /** What has only been renamed to and fro is taken from the source: words of SQL may suffer on the way. */
    private static CatalogTable asWritten(
            CatalogTable source, CatalogTable renamed, CatalogTable wanted, CatalogTable target) {
        return target.withColumns(originals(source.columns(), renamed.columns(), wanted.columns(), target.columns()))
                .withChecks(originals(source.checks(), renamed.checks(), wanted.checks(), target.checks()))
                .withIndexes(originals(source.indexes(), renamed.indexes(), wanted.indexes(), target.indexes()));
    }

    private static <T> List<T> originals(List<T> source, List<T> renamed, List<T> wanted, List<T> target) {
        var untouched = new IdentityHashMap<T, T>();
        for (int i = 0; i < source.size(); i++) {
            untouched.put(renamed.get(i), source.get(i));
        }
        return IntStream.range(0, target.size())
                .mapToObj(i -> untouched.getOrDefault(wanted.get(i), target.get(i)))
                .toList();
    }

    /** Adds the steps that do it. */
    void addTo(Steps steps, String temporary, SqliteGuard guard) {
        Change cause = Together.of(changes);
        var copy = new SqliteCopy(source, target, details);
        proveValues(steps, copy, guard, cause);
        steps.add(cause, details.create(target.named(temporary)), "DROP TABLE " + Identifiers.quoted(temporary));
        steps.add(
                copy.losesData() ? Together.of(losing()) : cause,
                copy.into(temporary),
                riskOf(copy),
                new Undo.ByStatement("DELETE FROM " + Identifiers.quoted(temporary)));
        steps.add(cause, guard.rowsLost(source.name(), temporary), Risk.NONE, WITHIN);
        keepSequence(steps, temporary, cause);
        steps.add(
                cause,
                "DROP TABLE " + Identifiers.quoted(source.name()),
                Risk.NONE,
                new Undo.Impossible("its rows are in the table that takes its place; plan the way back from there"));
        steps.add(cause, rename(temporary, source.name()), rename(source.name(), temporary));
        addIndexes(steps, cause);
        addTriggers(steps, cause);
    }

    private List<RelationalChange> losing() {
        List<RelationalChange> losing =
                changes.stream().filter(SqliteRebuild::losesData).toList();
        return losing.isEmpty() ? changes : losing;
    }

    private static boolean losesData(RelationalChange change) {
        return change instanceof RelationalChange.DropColumn
                || (change instanceof RelationalChange.AlterColumn alter
                        && !(alter.before().type().equals(alter.after().type())
                                && alter.before()
                                        .generated()
                                        .equals(alter.after().generated())));
    }

    private static String rename(String before, String after) {
        return "ALTER TABLE " + Identifiers.quoted(before) + " RENAME TO " + Identifiers.quoted(after);
    }

    private void proveValues(Steps steps, SqliteCopy copy, SqliteGuard guard, Change cause) {
        Risk risk = Risk.of(Danger.MAY_FAIL_ON_ROWS);
        copy.changedValues()
                .forEach(condition -> steps.add(cause, guard.valuesChanged(source.name(), condition), risk, WITHIN));
        copy.numberedWhereNull()
                .map(CatalogColumn::name)
                .ifPresent(key -> steps.add(cause, guard.numbersMissing(source.name(), key), risk, WITHIN));
    }

    private static Risk riskOf(SqliteCopy copy) {
        Risk risk = Risk.of(Danger.REWRITES_TABLE);
        risk = copy.losesData() ? risk.with(Danger.LOSES_DATA) : risk;
        return copy.mayFail() ? risk.with(Danger.MAY_FAIL_ON_ROWS) : risk;
    }

    /** A number that was given once is not given again, though its row is gone. */
    private void keepSequence(Steps steps, String temporary, Change cause) {
        if (isNumbered(source) && isNumbered(target)) {
            steps.add(
                    cause,
                    "DELETE FROM sqlite_sequence WHERE name = " + literal(temporary),
                    Risk.NONE,
                    new Undo.Impossible("it makes room for the next step"));
            steps.add(
                    cause,
                    "INSERT INTO sqlite_sequence (name, seq)\nSELECT " + literal(temporary)
                            + ", seq FROM sqlite_sequence WHERE name = " + literal(source.name()),
                    "DELETE FROM sqlite_sequence WHERE name = " + literal(temporary));
        }
    }

    private static boolean isNumbered(CatalogTable table) {
        return table.columns().stream().anyMatch(column -> column.identity() != Identity.NONE);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private void addIndexes(Steps steps, Change cause) {
        var sql = new TableSql(SqliteWords.WORDS);
        target.indexes()
                .forEach(index -> steps.add(
                        cause,
                        sql.createIndex(source.name(), index),
                        "DROP INDEX " + Identifiers.quoted(index.name())));
    }

    private void addTriggers(Steps steps, Change cause) {
        triggers.forEach(
                trigger -> steps.add(cause, trigger.sql(), "DROP TRIGGER " + Identifiers.quoted(trigger.name())));
    }
}
