package io.whisperschema.spi;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Diff;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.plan.Step;
import java.util.List;
import java.util.Optional;

/** A store that is a relational database, bound to one schema. */
public interface RelationalStore extends Store {
    @Override
    default StoreKind kind() {
        return StoreKind.RELATIONAL;
    }

    @Override
    RelationalCatalog inspect();

    /** Its dialect. */
    SqlDialect dialect();

    /** The name by which people know the database, or the file's without its folder. */
    default String database() {
        return name();
    }

    /** What tells the database and schema from all others, by whatever way they are reached; none where it cannot tell. */
    default Optional<String> whereabouts() {
        return Optional.empty();
    }

    /** How it sorts, where it tells. */
    default Optional<Sorting> sorting() {
        return Optional.empty();
    }

    /**
     * Its connections of that type, which is {@code java.sql.Connection} where it is reached through JDBC.
     *
     * @throws IllegalArgumentException if it has none of that type
     */
    default <C> Connections<C> connections(Class<C> type) {
        throw new IllegalArgumentException(
                "The store " + name() + " lends no connections, asked for " + type.getName());
    }

    /**
     * What it has on record of its migrations.
     *
     * @throws io.whisperschema.error.UnsupportedChange if it keeps no record
     */
    default History history() {
        throw new UnsupportedChange(
                name(), "migrations", "it keeps no record of them", "Give WhisperSchema a store that does.");
    }

    /**
     * The journal that it keeps for plans over stores of all kinds, beside its record of migrations. An entry waits, half a
     * minute at most, for others who are changing the store.
     *
     * @throws io.whisperschema.error.UnsupportedChange if it keeps none, as {@link Store.Capability#JOURNAL} tells
     */
    default Journal journal() {
        throw new UnsupportedChange(
                name(), "a journal", "it keeps none", "Name one of a store that does: WhisperSchema.journal(…).");
    }

    /**
     * Whether it keeps that journal, which then has to be written in its own transactions, as
     * {@link Execution#unwritten} tells.
     */
    default boolean keeps(Journal journal) {
        return false;
    }

    /**
     * Opens it as the source of a move: as it is now, for as long as that is open.
     *
     * @throws io.whisperschema.error.PlanOutdated if it no longer holds what the request says
     * @throws io.whisperschema.error.UnsupportedChange if nothing can be moved from it
     */
    default MoveSource readMoving(MoveRequest request) {
        throw immovable("from");
    }

    /**
     * Opens it as the target of a move.
     *
     * @throws io.whisperschema.error.UnsupportedChange if nothing can be moved to it
     */
    default MoveTarget writeMoving(MoveRequest request) {
        throw immovable("to");
    }

    private UnsupportedChange immovable(String direction) {
        return new UnsupportedChange(
                name(), "a move " + direction + " it", "it does not tell how", "Move between other stores.");
    }

    @Override
    default RelationalCatalog spell(SchemaDefinition definition) {
        return dialect().spell(definition);
    }

    @Override
    default List<Step> plan(Diff diff) {
        return dialect().plan(name(), diff);
    }

    @Override
    default List<Step> plan(Diff diff, PlanOptions options) {
        return dialect().plan(name(), diff, options);
    }
}
