package io.whisperschema;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a database holds beside what migrations make of an empty one.
 *
 * @param diff what differs from that
 * @param made the names of what they make
 * @param there the names of what is there
 */
record Likeness(Diff diff, Set<Thing> made, Set<Thing> there) {
    /** It comes and goes with the virtual table that it belongs to. */
    private static final String KEPT_BY_VIRTUAL_TABLE = "shadow table";

    /**
     * What a database holds under a name.
     *
     * @param words what it is
     * @param table the table it is part of
     * @param sort what there is to go by
     */
    record Thing(String words, Optional<Thing> table, Sort sort) {
        private static Thing whole(String kind, String name) {
            return new Thing(kind + " " + name, Optional.empty(), Sort.DEFINED);
        }

        private static Thing of(ForeignObject object) {
            Optional<Thing> table = object.table().map(name -> whole("table", name));
            String words = object.type() + " " + object.name();
            return new Thing(
                    table.map(of -> of.words() + ", " + words).orElse(words),
                    table,
                    object.isExtension() ? Sort.EXTENSION : Sort.FOREIGN);
        }

        private Thing part(String kind, String name) {
            return new Thing(words + ", " + kind + " " + name, Optional.of(this), sort);
        }

        /** Whether somebody put it there; extensions come with servers. */
        boolean isMade() {
            return sort != Sort.EXTENSION;
        }
    }

    /** What there is to go by. */
    enum Sort {
        /** Definitions speak of it: a difference tells where it is lacking or another. */
        DEFINED,
        /** No definition speaks of it: its name alone tells that it is there. */
        FOREIGN,
        /** Likewise, and it may be there though nobody put it there for himself. */
        EXTENSION
    }

    /** All that a database holds. */
    static Set<Thing> things(RelationalCatalog catalog) {
        var things = new LinkedHashSet<Thing>();
        catalog.tables().forEach(table -> {
            var whole = Thing.whole("table", table.name());
            things.add(whole);
            table.columns().forEach(column -> things.add(whole.part("column", column.name())));
            table.indexes().forEach(index -> things.add(whole.part("index", index.name())));
        });
        catalog.views().forEach(view -> things.add(Thing.whole("view", view.name())));
        catalog.foreignObjects().stream()
                .filter(object -> !object.type().equals(KEPT_BY_VIRTUAL_TABLE))
                .flatMap(object -> spelled(catalog, object).stream())
                .map(Thing::of)
                .forEach(things::add);
        return things;
    }

    /** What belongs to a table goes with it, and is called by its name; some databases keep that in another case. */
    private static Optional<ForeignObject> spelled(RelationalCatalog catalog, ForeignObject object) {
        return object.table().isEmpty()
                ? Optional.of(object)
                : object.table().flatMap(table -> spelling(catalog, table)).map(object::of);
    }

    private static Optional<String> spelling(RelationalCatalog catalog, String table) {
        List<String> alike = Stream.of(
                        catalog.tables().stream().map(CatalogTable::name),
                        catalog.views().stream().map(CatalogView::name),
                        catalog.foreignObjects().stream().map(ForeignObject::name))
                .flatMap(names -> names)
                .filter(table::equalsIgnoreCase)
                .toList();
        return alike.stream()
                .filter(table::equals)
                .findFirst()
                .or(() -> alike.stream().findFirst());
    }

    /** How many of the things without a definition are made by other words in one than in the other. */
    static long remade(RelationalCatalog before, RelationalCatalog after) {
        return after.foreignObjects().stream()
                .filter(object -> before.foreignObjects().stream().anyMatch(former -> isRemade(former, object)))
                .count();
    }

    private static boolean isRemade(ForeignObject former, ForeignObject object) {
        return Thing.of(former).equals(Thing.of(object)) && !former.definition().equals(object.definition());
    }

    /** In words, without what belongs to a table that is among them itself. */
    static Stream<String> words(Collection<Thing> things) {
        return things.stream()
                .filter(thing -> thing.table().filter(things::contains).isEmpty())
                .map(Thing::words);
    }

    /** The same where those things are nobody's concern. */
    Likeness beside(Set<Thing> others) {
        var less = new LinkedHashSet<>(there);
        less.removeAll(others);
        return new Likeness(diff, made, less);
    }

    /** What is there but not made by them. */
    List<Thing> beyond() {
        return there.stream()
                .filter(Thing::isMade)
                .filter(thing -> !made.contains(thing))
                .toList();
    }

    /**
     * What they make and the database lacks or has otherwise, each as a sentence; columns that it has beyond are among
     * those things.
     */
    List<String> gaps() {
        Stream<String> defined = diff.changes().stream()
                .filter(change -> !(change instanceof RelationalChange.DropColumn))
                .map(Change::finding)
                .map(Finding::sentence);
        Stream<String> foreign = made.stream()
                .filter(thing -> thing.sort() != Sort.DEFINED && !there.contains(thing))
                .map(thing -> thing.words() + ": expected it, found nothing");
        return Stream.concat(defined, foreign).toList();
    }

    /** Each gap and each thing beyond as a sentence. */
    List<String> differences() {
        var differences = new ArrayList<>(gaps());
        words(beyond()).map(thing -> thing + ": expected nothing, found it").forEach(differences::add);
        return differences;
    }

    int distance() {
        return gaps().size() + beyond().size();
    }
}
