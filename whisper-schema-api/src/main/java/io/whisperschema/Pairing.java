package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.RelationalModel;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.move.Field;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Strangers;
import io.whisperschema.spi.RelationQuestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What of a source becomes what of a target. Pure: no store is asked. */
final class Pairing {
    private final RelationalCatalog source;
    private final RelationalCatalog target;
    private final RelationalModel definition;
    private final MoveOptions options;
    private final List<Passage> passages = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, RelationQuestions> questions = new HashMap<>();

    private Pairing(
            RelationalCatalog source, RelationalCatalog target, RelationalModel definition, MoveOptions options) {
        this.source = source;
        this.target = target;
        this.definition = definition;
        this.options = options;
    }

    /**
     * What goes over.
     *
     * @param passages what moves, and how it is called on both sides
     * @param questions what is to be asked of the source, by its name of a passage
     * @param findings what does not move, errors where nobody said that it need not
     */
    record Paired(List<Passage> passages, Map<String, RelationQuestions> questions, List<Finding> findings) {
        Paired {
            passages = List.copyOf(passages);
            questions = Map.copyOf(questions);
            findings = List.copyOf(findings);
        }

        /**
         * Goes on unless something cannot go over of which nobody said what becomes of it.
         *
         * @throws MoveRefused if it does
         */
        void requireClear(String store) {
            MoveCourse.requireClear(store, findings);
        }

        /** The same with fields that are told more. */
        Paired told(BiFunction<Passage, Field, Field> more) {
            return new Paired(
                    passages.stream().map(passage -> told(passage, more)).toList(), questions, findings);
        }

        private static Passage told(Passage passage, BiFunction<Passage, Field, Field> more) {
            return new Passage(
                    passage.source(),
                    passage.target(),
                    passage.fields().stream()
                            .map(field -> more.apply(passage, field))
                            .toList(),
                    passage.key(),
                    passage.filter());
        }

        /** The same with more findings. */
        Paired noting(List<Finding> more) {
            return new Paired(
                    passages,
                    questions,
                    Stream.concat(findings.stream(), more.stream()).toList());
        }

        /** What does not move and need not. */
        List<Finding> notices() {
            return findings.stream()
                    .filter(finding -> finding.severity() != Severity.ERROR)
                    .toList();
        }
    }

    /**
     * Pairs them.
     *
     * @param source what the source holds
     * @param target what the target will hold
     * @param definition what is meant
     */
    static Paired between(
            RelationalCatalog source, RelationalCatalog target, RelationalModel definition, MoveOptions options) {
        var pairing = new Pairing(source, target, definition, options);
        pairing.pair();
        return new Paired(pairing.passages, pairing.questions, pairing.findings);
    }

    private void pair() {
        for (CatalogTable table : source.tables()) {
            // Rows of a partition are those of the table that it is a part of.
            if (table.form().partitionOf().isEmpty()) {
                pair(table);
            }
        }
        refuseUnknownNames();
        refuseTwoForOne();
        source.foreignObjects().forEach(this::leave);
        source.views().stream()
                .filter(view -> target.view(view.name()).isEmpty())
                .forEach(view -> stays("view " + view.name(), "no query of it for the target"));
    }

    private void pair(CatalogTable table) {
        if (!options.scope().selection().takes(table.name())) {
            stays("table " + table.name(), "a selection without it");
            return;
        }
        String name = options.scope().targetName(table.name());
        target.table(name).ifPresentOrElse(to -> pair(table, to), () -> stranger(table));
    }

    private void pair(CatalogTable from, CatalogTable to) {
        var kinds = new FieldKinds(source.dialect(), target.dialect());
        var tables = new PairedTables(from, to, definition.table(to.name()), kinds, options);
        findings.addAll(tables.findings());
        if (tables.fields().isEmpty()) {
            stays("table " + from.name(), "no column that the target takes");
            return;
        }
        passages.add(tables.passage());
        questions.put(
                from.name(),
                new RowRules(tables, source.dialect(), options.scope(), this::sourceName, target).questions());
    }

    private String sourceName(String inTarget) {
        return source.tables().stream()
                .map(CatalogTable::name)
                .filter(name -> options.scope().targetName(name).equals(inTarget))
                .findFirst()
                .orElse(inTarget);
    }

    private void stranger(CatalogTable table) {
        if (options.scope().strangers() == Strangers.LEFT_BEHIND) {
            stays("table " + table.name(), "no word of it in the definition");
        } else if (definition.table(options.scope().targetName(table.name())).isPresent()) {
            findings.add(Finding.error(
                    "table " + table.name(), "its table in the target", "none", "Move its rows there first."));
        } else if (options.scope().strangers() == Strangers.CARRIED) {
            findings.add(Finding.error(
                    "table " + table.name(),
                    "a table that a definition could name",
                    Flaw.TABLE_UNKNOWN.toString(),
                    "Leave it where it is, MoveOptions.except(…), or give it a shorter name, which no other table has"
                            + " in other letters."));
        } else {
            findings.add(Finding.error(
                    "table " + table.name(),
                    "a table of the definition",
                    Flaw.TABLE_UNKNOWN.toString(),
                    "Leave it where it is, MoveOptions.leavingStrangers() or except(…), let it move as it is read,"
                            + " carryingStrangers(), or say what it is called in the target: renaming(…)."));
        }
    }

    private void leave(ForeignObject object) {
        if (!object.isExtension()) {
            stays(object.type() + " " + object.name(), "no word of it in a definition");
        }
    }

    private void stays(String what, String reason) {
        findings.add(Finding.notice(what, "to move", reason, "It stays where it is."));
    }

    /** A name that is nobody's is a slip of the pen, after which rows would stay behind. */
    private void refuseUnknownNames() {
        Set<String> named = new HashSet<>(options.scope().selection().only());
        named.addAll(options.scope().selection().except());
        named.addAll(options.scope().tableNames().keySet());
        named.addAll(options.scope().filters().keySet());
        named.addAll(options.scope().transforms().keySet());
        options.scope().columnNames().keySet().forEach(column -> named.add(column.table()));
        for (String name : named.stream().sorted().toList()) {
            if (source.table(name).isEmpty()) {
                findings.add(Finding.error(
                        "table " + name, "a table of the source", "none of that name", "Correct the options."));
            }
        }
    }

    private void refuseTwoForOne() {
        Set<String> taken = new HashSet<>();
        for (Passage passage : passages) {
            if (!taken.add(passage.target())) {
                findings.add(Finding.error(
                        "table " + passage.target(),
                        "rows of one table",
                        "those of " + passage.source() + " too",
                        "Leave one of them out, or rename it: MoveOptions.except(…), renaming(…)."));
            }
        }
    }
}
