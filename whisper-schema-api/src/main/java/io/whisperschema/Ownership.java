package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import io.whisperschema.migration.Component;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Script;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.ScriptPart;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether each table of a component was made by its own migrations, and is changed by no others. */
final class Ownership {
    /** What stands between such a word and the name. */
    private static final Set<String> BETWEEN = Set.of("if", "not", "exists", "only");

    private static final Set<String> BEFORE_NAMES = Set.of("table", "into", "update", "truncate");

    private final RelationalStore store;
    private final List<Migration> migrations;
    private final MigrationScripts scripts;
    private final List<Component> components;

    Ownership(Surroundings around) {
        this.store = around.relational();
        this.migrations = around.migrations().inOrder();
        this.scripts = new MigrationScripts(store.dialect(), around.migrations());
        this.components = around.migrations().components();
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        migrations.forEach(migration -> findings.addAll(foreignTouches(migration)));
        findings.addAll(intruders());
        return findings;
    }

    private List<Finding> foreignTouches(Migration migration) {
        Script script = scripts.forward(migration);
        var findings = new ArrayList<Finding>();
        for (ScriptPart part : store.dialect().statements(script)) {
            for (String table : touched(part.text())) {
                components.stream()
                        .filter(owner -> owner.owns(table))
                        .filter(owner -> !owner.name().equals(migration.id().component()))
                        .map(owner -> Finding.error(
                                script.place(part.line()),
                                "table " + table + " changed by its component " + owner.words() + " alone",
                                "migration " + migration.line() + " of component "
                                        + migration.id().component(),
                                "Move the statement into a migration of " + owner.name()
                                        + ", which this one depends on."))
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    /** The tables that a statement makes, changes or writes to. */
    private Set<String> touched(String statement) {
        List<Token> tokens = Tokenizer.withoutComments(statement, dialect());
        var touched = new LinkedHashSet<String>();
        for (int i = 0; i < tokens.size(); i++) {
            if (isBeforeName(tokens, i)) {
                touched.add(name(tokens, i + 1));
            }
        }
        return touched;
    }

    private static boolean isBeforeName(List<Token> tokens, int at) {
        String word = word(tokens, at);
        return BEFORE_NAMES.contains(word)
                || (word.equals("from") && word(tokens, at - 1).equals("delete"))
                || (word.equals("copy") && at == 0)
                || (word.equals("on") && isOfTable(tokens));
    }

    /** Indexes and triggers name their table behind ON. */
    private static boolean isOfTable(List<Token> tokens) {
        String second = word(tokens, 1);
        return word(tokens, 0).equals("create")
                && Set.of("index", "unique", "trigger").contains(second);
    }

    private static String name(List<Token> tokens, int from) {
        int at = from;
        while (BETWEEN.contains(word(tokens, at))) {
            at++;
        }
        while (at + 2 < tokens.size() && tokens.get(at + 1).isSign(".")) {
            at += 2;
        }
        return at < tokens.size() ? tokens.get(at).value() : "";
    }

    private static String word(List<Token> tokens, int at) {
        return at >= 0 && at < tokens.size() && tokens.get(at).kind() == Token.Kind.WORD
                ? tokens.get(at).text().toLowerCase(Locale.ROOT)
                : "";
    }

    private List<Finding> intruders() {
        Set<String> made = made();
        var findings = new ArrayList<Finding>();
        for (CatalogTable table : History.withoutTables(store.inspect()).tables()) {
            components.stream()
                    .filter(owner -> owner.owns(table.name()) && !made.contains(table.name()))
                    .map(owner -> Finding.error(
                            "table " + table.name(),
                            "a table that a migration of component " + owner.words() + " makes",
                            "one that no migration makes",
                            "Drop or rename it, or write the migration that makes it."))
                    .forEach(findings::add);
        }
        return findings;
    }

    /** What the migrations make by now of an empty database. */
    private Set<String> made() {
        String all = migrations.stream()
                .map(migration -> scripts.forward(migration).sql())
                .collect(Collectors.joining("\n;\n"));
        return store.dialect().read(all).catalog().tables().stream()
                .map(CatalogTable::name)
                .collect(Collectors.toSet());
    }

    private DialectName dialect() {
        return store.dialect().name();
    }
}
