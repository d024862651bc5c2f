package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.diff.RelationalChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The columns whose change is felt by what stands on them. */
final class TouchedColumns {
    private final Map<String, Map<String, Touch>> columns = new TreeMap<>();

    private TouchedColumns() {}

    /** What happens to a column. */
    enum Manner {
        /** Its type or collation changes while what is stored stays as it is. */
        RELABELLED,
        /** Its values are written anew in another type. */
        RETYPED,
        /** It is dropped and added again, as what is computed must be. */
        MADE_ANEW,
        /** It goes. */
        DROPPED
    }

    /**
     * A column that is touched.
     *
     * @param manner how
     * @param cause by which change
     */
    record Touch(Manner manner, RelationalChange cause) {
        boolean is(Set<Manner> manners) {
            return manners.contains(manner);
        }
    }

    /** Those that the changes touch, and those that are computed out of them. */
    static TouchedColumns by(List<RelationalChange> changes, RelationalCatalog from, RelationalCatalog to) {
        var touched = new TouchedColumns();
        changes.forEach(touched::add);
        from.tables().forEach(table -> to.table(table.name()).ifPresent(wanted -> touched.computed(table, wanted)));
        return touched;
    }

    private void add(RelationalChange change) {
        if (change instanceof RelationalChange.DropColumn drop) {
            touch(drop.table(), drop.column().name(), new Touch(Manner.DROPPED, drop));
        } else if (change instanceof RelationalChange.AlterColumn alter) {
            manner(alter).ifPresent(manner -> touch(alter.table(), alter.after().name(), new Touch(manner, alter)));
        }
    }

    private static Optional<Manner> manner(RelationalChange.AlterColumn alter) {
        if (mustBeMadeAnew(alter)) {
            return Optional.of(Manner.MADE_ANEW);
        }
        if (!alter.before().type().text().equals(alter.after().type().text())) {
            return Optional.of(
                    PostgresConversion.keepsWhatIsStored(
                                    alter.before().type().text(),
                                    alter.after().type().text())
                            ? Manner.RELABELLED
                            : Manner.RETYPED);
        }
        return alter.before().collation().equals(alter.after().collation())
                ? Optional.empty()
                : Optional.of(Manner.RELABELLED);
    }

    /** A column becomes computed, or computed otherwise, only by being dropped and added again. */
    private static boolean mustBeMadeAnew(RelationalChange.AlterColumn alter) {
        CatalogColumn before = alter.before();
        CatalogColumn after = alter.after();
        if (after.generated().isEmpty()) {
            return before.generated().map(Generated::storage).equals(Optional.of(Generated.Storage.VIRTUAL));
        }
        return alter.computesAnew()
                || !before.type().text().equals(after.type().text())
                || !before.collation().equals(after.collation());
    }

    private void computed(CatalogTable table, CatalogTable wanted) {
        for (CatalogColumn column : table.columns()) {
            boolean stays = wanted.column(column.name())
                    .flatMap(CatalogColumn::generated)
                    .isPresent();
            if (stays
                    && touch(table.name(), column.name())
                            .filter(one -> one.manner() == Manner.MADE_ANEW)
                            .isEmpty()) {
                column.generated()
                        .flatMap(generated -> first(
                                table.name(),
                                Set.of(Manner.values()),
                                name -> NamesIn.in(generated.expression(), name)))
                        .ifPresent(
                                base -> touch(table.name(), column.name(), new Touch(Manner.MADE_ANEW, base.cause())));
            }
        }
    }

    private void touch(String table, String column, Touch touch) {
        columns.computeIfAbsent(table, name -> new TreeMap<>()).put(column, touch);
    }

    /** What happens to that column. */
    Optional<Touch> touch(String table, String column) {
        return Optional.ofNullable(in(table).get(column));
    }

    /** What happens to columns of that table, by name. */
    Map<String, Touch> in(String table) {
        return columns.getOrDefault(table, Map.of());
    }

    /** The first touch in one of those manners of a column of that table that is named. */
    Optional<Touch> first(String table, Set<Manner> manners, Predicate<String> isNamed) {
        return in(table).entrySet().stream()
                .filter(entry -> entry.getValue().is(manners) && isNamed.test(entry.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The names of all tables that have such columns. */
    Set<String> tables() {
        return columns.keySet();
    }
}
