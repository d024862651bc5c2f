package io.whisperschema.picture;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.definition.Component;
import io.whisperschema.definition.Link;
import io.whisperschema.definition.cache.CacheModel;
import io.whisperschema.definition.graph.GraphModel;
import io.whisperschema.definition.vector.VectorModel;
import io.whisperschema.internal.Checks;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * All that a picture shows, wherever it was read.
 *
 * @param name what is pictured
 * @param source what it is, for example {@code definition}
 * @param relational tables, views and what else a database holds
 * @param vectors collections and their families
 * @param cache families of keys
 * @param graph labels and relationships
 * @param links what holds the key of what
 * @param components who owns which table
 * @param notes what a reader should know beside
 */
record Sheet(
        String name,
        String source,
        Relational relational,
        VectorModel vectors,
        CacheModel cache,
        GraphModel graph,
        List<Link> links,
        List<Component> components,
        List<Note> notes) {
    Sheet {
        links = List.copyOf(links);
        components = List.copyOf(components);
        notes = List.copyOf(notes);
    }

    record Relational(List<TableSheet> tables, List<ViewSheet> views, List<ForeignObject> others) {
        Relational {
            tables = List.copyOf(tables);
            views = List.copyOf(views);
            others = List.copyOf(others);
        }
    }

    record ViewSheet(String name, List<Query> queries) {
        ViewSheet {
            queries = List.copyOf(queries);
        }
    }

    record Query(String databases, String text) {}

    record Note(String place, String words) {}

    List<TableSheet> tables() {
        return relational.tables();
    }

    /** The number of the table that is referred to, from 0. */
    OptionalInt target(Reference reference) {
        return position(tables().stream().map(TableSheet::name).toList(), reference.table());
    }

    /** Where the name stands, in another case if not in its own: SQLite tells no cases apart. */
    static OptionalInt position(List<String> names, String name) {
        OptionalInt exact = IntStream.range(0, names.size())
                .filter(i -> names.get(i).equals(name))
                .findFirst();
        return exact.isPresent()
                ? exact
                : IntStream.range(0, names.size())
                        .filter(i -> Checks.folded(names.get(i)).equals(Checks.folded(name)))
                        .findFirst();
    }
}
