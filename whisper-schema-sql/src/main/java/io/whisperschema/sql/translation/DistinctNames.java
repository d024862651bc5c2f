package io.whisperschema.sql.translation;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Takes from keys the names that something else has: on PostgreSQL a key is an index of its name, on SQLite it is not. */
final class DistinctNames {
    private final Notes notes;
    private final Set<String> relations = new HashSet<>();

    private DistinctNames(Notes notes) {
        this.notes = notes;
    }

    static List<CatalogTable> in(RelationalCatalog catalog, List<CatalogTable> tables, Notes notes) {
        var names = new DistinctNames(notes);
        tables.forEach(table -> {
            names.isNew(table.name());
            table.indexes().forEach(index -> names.isNew(index.name()));
        });
        catalog.views().forEach(view -> names.isNew(view.name()));
        return tables.stream().map(names::distinct).toList();
    }

    private boolean isNew(String name) {
        return relations.add(name.toLowerCase(Locale.ROOT));
    }

    private CatalogTable distinct(CatalogTable table) {
        var own = new HashSet<String>();
        String place = "table " + table.name();
        Optional<PrimaryKey> key = table.primaryKey()
                .map(one -> new PrimaryKey(
                        ofRelation(place, own, one.name(), table.name() + "_pkey"), one.columns(), one.surrogate()));
        var uniques = new ArrayList<Unique>();
        table.uniques()
                .forEach(one -> uniques.add(new Unique(
                        ofRelation(
                                place, own, one.name(), table.name() + "_" + String.join("_", one.columns()) + "_key"),
                        one.columns(),
                        one.nulls(),
                        one.deferral())));
        var checks = new ArrayList<Check>();
        table.checks().forEach(one -> checks.add(new Check(ofTable(place, own, one.name()), one.condition())));
        var keys = new ArrayList<ForeignKey>();
        table.foreignKeys()
                .forEach(one -> keys.add(new ForeignKey(
                        ofTable(place, own, one.name()),
                        one.columns(),
                        one.table(),
                        one.references(),
                        one.actions(),
                        one.overrides(),
                        one.deferral())));
        return table.withPrimaryKey(key).withUniques(uniques).withChecks(checks).withForeignKeys(keys);
    }

    private Optional<String> ofRelation(String place, Set<String> own, Optional<String> name, String without) {
        Optional<String> kept = ofTable(place, own, name.filter(one -> isNew(one) || taken(place, one)));
        return kept.isPresent() || !isTaken(without) ? kept : Optional.of(another(place, without));
    }

    private boolean isTaken(String name) {
        return relations.contains(name.toLowerCase(Locale.ROOT));
    }

    private String another(String place, String name) {
        String other = IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> name + number)
                .filter(this::isNew)
                .findFirst()
                .orElseThrow();
        notes.notice(
                place,
                "constraint " + other,
                "a key that PostgreSQL calls " + name + ", as something else is called",
                "It gets that name instead.");
        return other;
    }

    private Optional<String> ofTable(String place, Set<String> own, Optional<String> name) {
        return name.filter(one -> own.add(one.toLowerCase(Locale.ROOT)) || taken(place, one));
    }

    /** Never so: only says that the name is taken. */
    private boolean taken(String place, String name) {
        notes.notice(
                place,
                "a name of its own for each constraint",
                "one more " + name,
                "This one goes without its name; PostgreSQL gives it one.");
        return false;
    }
}
