package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.View;
import io.whisperschema.error.InvalidMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of an application that numbers its migrations by itself.
 *
 * @param name what its migrations name it
 * @param owner who answers for it, for people to read
 * @param dependsOn the components behind which its first migration comes
 * @param tables the tables that are its own, by name; one that ends in {@code *} stands for all that begin so
 * @param late what to do with a migration whose number is lower than one that is applied
 * @param state the definition that says what its tables are, where it is kept by that and not by migrations
 */
public record Component(
        String name,
        Optional<String> owner,
        List<String> dependsOn,
        List<String> tables,
        Late late,
        Optional<SchemaDefinition> state) {
    private static final String ANY = "*";

    public Component {
        new MigrationId(name, 1);
        requireNonNull(owner);
        dependsOn = List.copyOf(dependsOn);
        tables = List.copyOf(tables);
        requireNonNull(late);
        requireNonNull(state);
        if (tables.stream().anyMatch(table -> table.isEmpty() || table.equals(ANY))) {
            throw new InvalidMigration(
                    "component " + name, "it owns a table without a name, or all", "Name its tables, as in notes_*.");
        }
    }

    /** What to do with a migration whose number is lower than one that is applied, as merged branches leave. */
    public enum Late {
        /** What the options of the run say. */
        AS_ASKED,
        /** It is applied after them. */
        APPLIED
    }

    /** A component that owns nothing and depends on nothing. */
    public static Component named(String name) {
        return new Component(name, Optional.empty(), List.of(), List.of(), Late.AS_ASKED, Optional.empty());
    }

    /** Answered for by them. */
    public Component ownedBy(String people) {
        return new Component(name, Optional.of(people), dependsOn, tables, late, state);
    }

    /** Behind that one too. */
    public Component dependingOn(String other) {
        return new Component(name, owner, and(dependsOn, List.of(other)), tables, late, state);
    }

    /** With these tables as its own. */
    public Component owning(String... more) {
        return new Component(name, owner, dependsOn, and(tables, List.of(more)), late, state);
    }

    /** Its late migrations are applied. */
    public Component applyingLateOnes() {
        return new Component(name, owner, dependsOn, tables, Late.APPLIED, state);
    }

    /**
     * Kept by its state: its tables and views, of those that the definition has, are brought to what the definition says
     * at each start where that has changed. It has no migrations. Names that are gone are a loss, not a rename, and need
     * {@link io.whisperschema.plan.ExecuteOptions#allowingDataLoss()}.
     *
     * @throws InvalidMigration if it owns nothing that the definition has
     */
    public Component keptAs(SchemaDefinition definition) {
        var kept = new Component(name, owner, dependsOn, tables, late, Optional.of(definition));
        if (kept.keptTables().isEmpty()) {
            throw new InvalidMigration(
                    "component " + name,
                    "it owns no table that its definition has",
                    "Say which with owning(…) before keptAs(…).");
        }
        return kept;
    }

    private static List<String> and(List<String> some, List<String> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** Whether that table is one of its own. */
    public boolean owns(String table) {
        return tables.stream()
                .anyMatch(own ->
                        own.endsWith(ANY) ? table.startsWith(own.substring(0, own.length() - 1)) : table.equals(own));
    }

    /** Of the definition by which it is kept the tables that it owns; none where it is kept by migrations. */
    public List<Table> keptTables() {
        return state.stream()
                .flatMap(definition -> definition.relational().tables().stream())
                .filter(table -> owns(table.name()))
                .toList();
    }

    /** Of that definition the views that it owns. */
    public List<View> keptViews() {
        return state.stream()
                .flatMap(definition -> definition.relational().views().stream())
                .filter(view -> owns(view.name()))
                .toList();
    }

    /** What it owns that the other owns too. */
    Optional<String> ownedAlsoBy(Component other) {
        return Stream.concat(
                        tables.stream().filter(table -> other.owns(beginning(table))),
                        other.tables.stream().filter(table -> owns(beginning(table))))
                .findFirst();
    }

    private static String beginning(String table) {
        return table.endsWith(ANY) ? table.substring(0, table.length() - 1) : table;
    }

    /** Its name and whose it is. */
    public String words() {
        return name + owner.map(people -> " (" + people + ")").orElse("");
    }
}
