package io.whisperschema.diff;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.finding.Finding;
import java.util.List;
import java.util.stream.Stream;

/**
 * What it takes to make a store as it should be.
 *
 * @param from what there is
 * @param to what there should be
 * @param changes what to change, in no particular order
 * @param remarks what cannot be decided (warnings) and what is there beyond the wish (notices); nothing here is changed
 */
public record Diff(Catalog from, Catalog to, List<Change> changes, List<Finding> remarks) {
    public Diff {
        requireNonNull(from);
        requireNonNull(to);
        changes = List.copyOf(changes);
        remarks = List.copyOf(remarks);
    }

    /** The kind of store. */
    public StoreKind kind() {
        return to.kind();
    }

    /** Whether nothing needs changing. What cannot be decided is no reason to change. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** This difference with more changes. */
    public Diff and(List<Change> more) {
        return new Diff(from, to, Stream.concat(changes.stream(), more.stream()).toList(), remarks);
    }

    /** Changes and remarks, as findings. */
    public List<Finding> findings() {
        return Stream.concat(changes.stream().map(Change::finding), remarks.stream())
                .toList();
    }
}
