package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.error.InvalidMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of an application that numbers its migrations by itself.
 *
 * @param name what its migrations name it
 * @param owner who answers for it, for people to read
 * @param dependsOn the components behind which its first migration comes
 * @param tables the tables that are its own, by name; one that ends in {@code *} stands for all that begin so
 * @param late what to do with a migration whose number is lower than one that is applied
 */
public record Component(String name, Optional<String> owner, List<String> dependsOn, List<String> tables, Late late) {
    private static final String ANY = "*";

    public Component {
        new MigrationId(name, 1);
        requireNonNull(owner);
        dependsOn = List.copyOf(dependsOn);
        tables = List.copyOf(tables);
        requireNonNull(late);
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
        return new Component(name, Optional.empty(), List.of(), List.of(), Late.AS_ASKED);
    }

    /** Answered for by them. */
    public Component ownedBy(String people) {
        return new Component(name, Optional.of(people), dependsOn, tables, late);
    }

    /** Behind that one too. */
    public Component dependingOn(String other) {
        return new Component(name, owner, and(dependsOn, List.of(other)), tables, late);
    }

    /** With these tables as its own. */
    public Component owning(String... more) {
        return new Component(name, owner, dependsOn, and(tables, List.of(more)), late);
    }

    /** Its late migrations are applied. */
    public Component applyingLateOnes() {
        return new Component(name, owner, dependsOn, tables, Late.APPLIED);
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

    /** Its name and whose it is. */
    public String words() {
        return name + owner.map(people -> " (" + people + ")").orElse("");
    }
}
