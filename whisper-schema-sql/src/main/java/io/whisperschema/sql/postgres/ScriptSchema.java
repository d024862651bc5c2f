package io.whisperschema.sql.postgres;

import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.sql.PostgresName;
import io.whisperschema.sql.ScriptRefusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a script has made of one schema so far. */
final class ScriptSchema {
    private static final Set<String> REPLACEABLE = Set.of("function", "procedure", "trigger", "rule");

    final String name;
    final Map<String, ScriptTable> tables = sorted();
    final Map<String, String> views = sorted();
    final List<ForeignObject> objects = new ArrayList<>();
    final ScriptSequences sequences = new ScriptSequences();
    final ScriptNames names = new ScriptNames();
    private List<String> path;

    ScriptSchema(String name) {
        this.name = name;
        this.path = List.of(name);
    }

    /** A map in the order in which the catalogue of a database sorts names. */
    static <T> Map<String, T> sorted() {
        return new TreeMap<>(
                Comparator.comparing((String text) -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    }

    void search(List<String> schemas) {
        path = schemas;
    }

    /** The name of something new, which must be of this schema. */
    String made(PostgresName made) {
        return ofThisSchema(made, made.schema().or(() -> path.stream().findFirst()));
    }

    /** The name of something that is there, which must be of this schema. */
    String found(PostgresName found) {
        boolean searched = found.schema().isEmpty() && path.contains(name);
        return searched ? found.name() : made(found);
    }

    private String ofThisSchema(PostgresName named, Optional<String> schema) {
        String its = schema.orElseThrow(() -> ScriptRefusal.misfit(
                "it names no schema for " + named.name() + ", and the search path is empty by then"));
        if (!its.equals(name)) {
            throw ScriptRefusal.elsewhere(its, name);
        }
        return named.name();
    }

    /** Whether it is of this schema. */
    boolean holds(PostgresName named) {
        return named.schema().map(name::equals).orElse(path.contains(name));
    }

    /** Where types that are named without a schema are found. */
    String schemaOfTypes() {
        return path.stream().findFirst().orElse(name);
    }

    ScriptTable table(PostgresName wanted) {
        return table(found(wanted));
    }

    ScriptTable table(String wanted) {
        return Optional.ofNullable(tables.get(wanted))
                .orElseThrow(() -> ScriptRefusal.misfit("there is no table " + wanted + " by then"));
    }

    List<ScriptTable> partitionsOf(String table) {
        return tables.values().stream()
                .filter(one -> one.partitionOf
                        .filter(place -> place.table().equals(table))
                        .isPresent())
                .toList();
    }

    /** The table and all that are, however indirectly, its partitions. */
    List<ScriptTable> withPartitions(ScriptTable table) {
        var all = new ArrayList<ScriptTable>();
        all.add(table);
        partitionsOf(table.name).forEach(partition -> all.addAll(withPartitions(partition)));
        return all;
    }

    Optional<ScriptTable> tableOfIndex(String index) {
        return tables.values().stream()
                .filter(table -> table.indexes.containsKey(index))
                .findFirst();
    }

    /** Of what is there already, routines and triggers are replaced; others are made only if they are not there. */
    void add(ForeignObject object) {
        Optional<ForeignObject> there = find(object.type(), object.name(), object.table());
        if (there.isPresent() && REPLACEABLE.contains(object.type())) {
            objects.set(objects.indexOf(there.get()), object);
        } else if (there.isEmpty()) {
            objects.add(object);
        }
    }

    Optional<ForeignObject> find(String type, String wanted, Optional<String> table) {
        return objects.stream()
                .filter(object -> object.type().equals(type)
                        && object.name().equals(wanted)
                        && object.table().equals(table))
                .findFirst();
    }

    RelationalCatalog catalog() {
        return new RelationalCatalog(
                DialectName.POSTGRES,
                tables.values().stream().map(table -> table.read(sequences)).toList(),
                views.entrySet().stream()
                        .map(view -> new CatalogView(view.getKey(), view.getValue()))
                        .toList(),
                foreignObjects(),
                Facts.none("PostgreSQL"));
    }

    private List<ForeignObject> foreignObjects() {
        var all = new ArrayList<>(objects);
        sequences.free().forEach(sequence -> all.add(new ForeignObject("sequence", sequence, Optional.empty())));
        tables.values().forEach(table -> all.addAll(table.beyond(sequences)));
        all.sort(Comparator.comparing(ForeignObject::type)
                .thenComparing(ForeignObject::name)
                .thenComparing(object -> object.table().orElse("")));
        return all;
    }
}
