package io.whisperschema.diff;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.finding.Finding;
import java.util.List;
import java.util.stream.Stream;

/**
 * What it takes to make a store as it should be.
 *
 * @param kind the kind of store
 * @param changes what to change, in no particular order
 * @param remarks what cannot be decided (warnings) and what is there beyond the wish (notices); nothing here is changed
 */
public record Diff(StoreKind kind, List<Change> changes, List<Finding> remarks) {
    public Diff {
        requireNonNull(kind);
        changes = List.copyOf(changes);
        remarks = List.copyOf(remarks);
    }

    /** Whether nothing needs changing. What cannot be decided is no reason to change. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** This difference with more changes. */
    public Diff and(List<Change> more) {
        return new Diff(kind, Stream.concat(changes.stream(), more.stream()).toList(), remarks);
    }

    /** Changes and remarks, as findings. */
    public List<Finding> findings() {
        return Stream.concat(changes.stream().map(Change::finding), remarks.stream())
                .toList();
    }
}
