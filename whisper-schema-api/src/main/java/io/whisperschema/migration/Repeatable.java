package io.whisperschema.migration;

import java.util.function.UnaryOperator;

/**
 * A change of a database that is made behind all numbered ones, and again whenever what it says is another: views,
 * functions, rows that the application cannot be without. The journal keeps which one ran last.
 *
 * <pre>{@code
 * Migrations.of(…).repeating(Repeatable.of("moods").sql("DROP VIEW IF EXISTS moods; CREATE VIEW moods AS …"))
 * }</pre>
 *
 * @param content what is done; its number is its place among the repeatable ones
 */
public record Repeatable(Migration content) {
    /** The component that numbers repeatable ones, in messages. */
    static final String COMPONENT = "repeatable";

    /** One that does nothing yet. */
    public static Repeatable of(String name) {
        return new Repeatable(Migration.of(new MigrationId(COMPONENT, 1), name));
    }

    /** Its name. */
    public String name() {
        return content.name();
    }

    /** With these statements for every dialect that has none of its own. */
    public Repeatable sql(String statements) {
        return new Repeatable(content.sql(statements));
    }

    /** With these operations behind those that it has. */
    public Repeatable operations(Operation... more) {
        return new Repeatable(content.operations(more));
    }

    /** With host code; its version stands for what it does. */
    public <C> Repeatable code(String version, Class<C> context, Operations.Body<C> body) {
        return new Repeatable(content.code(version, context, body));
    }

    /** Saying this of itself: {@code repeatable.directed(Directives::allowingDataLoss)}. */
    public Repeatable directed(UnaryOperator<Directives> more) {
        return new Repeatable(content.directed(more));
    }

    /** What keeps a component by its definition: it runs again whenever that says something else. */
    static Migration keeping(Component component) {
        return Migration.of(new MigrationId(component.name(), 1), "state of " + component.name())
                .operations(new Operation.Keep(component));
    }

    static boolean keeps(Migration migration) {
        return migration.operations().stream().anyMatch(Operation.Keep.class::isInstance);
    }

    Repeatable numbered(int number) {
        return new Repeatable(new Migration(
                new MigrationId(COMPONENT, number),
                content.name(),
                content.up(),
                content.down(),
                content.directives(),
                content.operations()));
    }
}
