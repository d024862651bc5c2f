package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.internal.Sha256;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One numbered change of a database, which never changes itself once it was applied anywhere.
 *
 * <pre>{@code
 * Migration.of(2, "add_mood")
 *         .sql("ALTER TABLE users ADD COLUMN mood TEXT")
 *         .undo("ALTER TABLE users DROP COLUMN mood")
 * }</pre>
 *
 * @param id which one
 * @param name what it is called, such as {@code 0002_add_mood.sql}
 * @param up the way there
 * @param down the way back; none where it cannot be taken back
 * @param directives what it says of itself
 */
public record Migration(MigrationId id, String name, Scripts up, Scripts down, Directives directives) {
    public Migration {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(up);
        requireNonNull(down);
        requireNonNull(directives);
    }

    /** A migration of the component {@code core} that does nothing yet. */
    public static Migration of(int number, String name) {
        return of(MigrationId.core(number), name);
    }

    /** A migration that does nothing yet. */
    public static Migration of(MigrationId id, String name) {
        return new Migration(id, name, Scripts.NONE, Scripts.NONE, Directives.NONE);
    }

    /** With these statements for every dialect that has none of its own. */
    public Migration sql(String statements) {
        return withUp(up.withCommon(script(statements)));
    }

    /** With these statements for that dialect. */
    public Migration sql(DialectName dialect, String statements) {
        return withUp(up.with(dialect, script(statements)));
    }

    /** Taken back by these statements. */
    public Migration undo(String statements) {
        return withDown(down.withCommon(script(statements)));
    }

    /** Taken back on that dialect by these statements. */
    public Migration undo(DialectName dialect, String statements) {
        return withDown(down.with(dialect, script(statements)));
    }

    /** Saying this of itself: {@code migration.directed(Directives::seeding)}. */
    public Migration directed(UnaryOperator<Directives> more) {
        return new Migration(id, name, up, down, more.apply(directives));
    }

    Migration withUp(Scripts changed) {
        return new Migration(id, name, changed, down, directives);
    }

    Migration withDown(Scripts changed) {
        return new Migration(id, name, up, changed, directives);
    }

    Migration with(Placeholders placeholders) {
        return withUp(up.each(script -> script.with(placeholders)))
                .withDown(down.each(script -> script.with(placeholders)));
    }

    private Script script(String statements) {
        return new Script("migration " + id + " " + name, 1, statements, Sha256.hex(statements));
    }

    /** What it says on that dialect, before anything is filled in. */
    public Checksum checksum(DialectName dialect) {
        return Checksum.of(written(dialect), dialect);
    }

    /**
     * The way there on that dialect.
     *
     * @throws InvalidMigration if there is none, or it has a placeholder for which nothing is given
     */
    public Script forward(DialectName dialect) {
        return written(dialect).filled(dialect);
    }

    private Script written(DialectName dialect) {
        return up.in(dialect)
                .orElseThrow(() -> new InvalidMigration(
                        "migration " + id + " " + name,
                        "it has no statements for " + dialect,
                        "Give it some, if only a comment that says why it has nothing to do there."));
    }

    /** The way back on that dialect. */
    public Optional<Script> back(DialectName dialect) {
        return down.in(dialect).map(script -> script.filled(dialect));
    }

    /** Its number and name as status prints them, such as {@code 0002 | 0002_add_mood.sql}. */
    public String line() {
        return id + " | " + name;
    }
}
