package io.whisperschema;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.move.Passage;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.RelationalStore;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a move does to the tables of its target beside their structure: their triggers are off while rows come, and rows that
 * were there before go.
 *
 * @param target the target
 * @param full what it holds without a move
 * @param passages what moves
 */
record TargetStatements(RelationalStore target, RelationalCatalog full, List<Passage> passages) {
    private static final String TRIGGER = "trigger";

    /** The triggers that rows would set off. */
    List<ForeignObject> triggers() {
        return full.foreignObjects().stream()
                .filter(object -> object.type().equals(TRIGGER))
                .filter(object -> object.table().filter(this::moves).isPresent())
                .toList();
    }

    private boolean moves(String table) {
        return passages.stream().anyMatch(passage -> passage.target().equals(table));
    }

    /** Turns them off; SQLite, which cannot, drops those that are there now. */
    List<Step> silencing(RelationalCatalog now) {
        if (!isSqlite()) {
            return tablesOfTriggers()
                    .map(table -> step("silence the triggers of " + table, alter(table) + " DISABLE TRIGGER USER"))
                    .toList();
        }
        return triggers().stream()
                .filter(now.foreignObjects()::contains)
                .map(trigger -> step("drop trigger " + trigger.name(), "DROP TRIGGER " + quoted(trigger.name())))
                .toList();
    }

    /** Turns them on again, or makes those again that are not there now. */
    List<Step> rousing(RelationalCatalog now) {
        if (!isSqlite()) {
            return tablesOfTriggers()
                    .map(table -> step("rouse the triggers of " + table, alter(table) + " ENABLE TRIGGER USER"))
                    .toList();
        }
        return triggers().stream()
                .filter(trigger -> !now.foreignObjects().contains(trigger))
                .flatMap(trigger -> trigger.definition().stream()
                        .map(statement -> step("create trigger " + trigger.name(), statement)))
                .toList();
    }

    /** Takes all rows away from tables that receive some, referring ones first where that can be. */
    List<Step> emptying(Risk risk) {
        return passages.stream()
                .map(passage -> MoveChange.step(
                        target.name(),
                        "empty table " + passage.target(),
                        "DELETE FROM " + named(passage.target()),
                        risk))
                .toList();
    }

    private Stream<String> tablesOfTriggers() {
        return triggers().stream().flatMap(trigger -> trigger.table().stream()).distinct();
    }

    private boolean isSqlite() {
        return target.dialect().name().equals(DialectName.SQLITE);
    }

    private String alter(String table) {
        return "ALTER TABLE " + named(table);
    }

    private String named(String table) {
        return target.dialect().qualifier().map(schema -> quoted(schema) + ".").orElse("") + quoted(table);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private Step step(String words, String statement) {
        return MoveChange.step(target.name(), words, statement, Risk.NONE);
    }
}
