package io.whisperschema;

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
    /**
     * What a database holds under a name.
     *
     * @param words what it is
     * @param table the table it is part of
     */
    record Thing(String words, Optional<Thing> table) {
        private Thing part(String kind, String name) {
            return new Thing(words + ", " + kind + " " + name, Optional.of(this));
        }
    }

    /** All that a database holds. */
    static Set<Thing> things(RelationalCatalog catalog) {
        var things = new LinkedHashSet<Thing>();
        catalog.tables().forEach(table -> {
            var whole = new Thing("table " + table.name(), Optional.empty());
            things.add(whole);
            table.columns().forEach(column -> things.add(whole.part("column", column.name())));
            table.indexes().forEach(index -> things.add(whole.part("index", index.name())));
        });
        catalog.views().forEach(view -> things.add(new Thing("view " + view.name(), Optional.empty())));
        return things;
    }

    /** In words, without what belongs to a table that is among them itself. */
    static Stream<String> words(Collection<Thing> things) {
        return things.stream()
                .filter(thing -> thing.table().filter(things::contains).isEmpty())
                .map(Thing::words);
    }

    /** What is there but not made by them. */
    List<Thing> beyond() {
        return there.stream().filter(thing -> !made.contains(thing)).toList();
    }

    /** What they make and the database lacks or has otherwise; columns that it has beyond are among those things. */
    List<Change> gaps() {
        return diff.changes().stream()
                .filter(change -> !(change instanceof RelationalChange.DropColumn))
                .toList();
    }

    /** Each gap and each thing beyond as a sentence. */
    List<String> differences() {
        var differences = new ArrayList<String>();
        gaps().stream().map(Change::finding).map(Finding::sentence).forEach(differences::add);
        words(beyond()).map(thing -> thing + ": expected nothing, found it").forEach(differences::add);
        return differences;
    }

    int distance() {
        return gaps().size() + beyond().size();
    }
}
