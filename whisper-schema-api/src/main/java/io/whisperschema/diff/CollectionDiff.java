package io.whisperschema.diff;

import io.whisperschema.catalog.CollectionRecord;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.Distribution;
import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The difference of two collections of one name, fine enough that each change has one risk. */
final class CollectionDiff {
    private final VectorCollection actual;
    private final VectorCollection desired;
    private final DiffHints hints;
    private final List<Change> changes = new ArrayList<>();
    private final List<Finding> remarks = new ArrayList<>();

    private CollectionDiff(VectorCollection actual, VectorCollection desired, DiffHints hints) {
        this.actual = actual;
        this.desired = desired;
        this.hints = hints;
    }

    /** That of their structure, without what is on record. */
    static CollectionDiff between(VectorCollection actual, VectorCollection desired, DiffHints hints) {
        var diff = new CollectionDiff(
                actual, new VectorCollection(actual.name(), desired.version(), desired.shape()), hints);
        diff.compareSpaces();
        diff.compareIndexes();
        diff.compareDistribution();
        return diff;
    }

    static boolean fits(VectorCollection actual, VectorCollection desired) {
        return between(actual, desired, DiffHints.none()).changes.isEmpty();
    }

    /** A start that was interrupted, or another process, is at it. */
    static boolean isBeingCreated(VectorCatalog actual, String name) {
        return actual.recordOf(name)
                .filter(record -> record.state() == CollectionRecord.State.CREATING)
                .isPresent();
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    List<Finding> remarks() {
        return List.copyOf(remarks);
    }

    /** The change of the record, if there is one; it comes last, so that it is true when it is made. */
    Optional<Change> ofRecord(Optional<CollectionRecord> record) {
        return RecordComparison.isOnRecord(actual, record, desired)
                ? Optional.empty()
                : Optional.of(new VectorChange.RecordCollection(actual, desired));
    }

    private void compareSpaces() {
        if (isUnnamed(actual) != isUnnamed(desired)) {
            changes.add(new VectorChange.RebuildSpaces(actual.name(), actual.spaces(), desired.spaces()));
            return;
        }
        for (VectorSpace wanted : desired.spaces()) {
            actual.shape()
                    .space(wanted.name())
                    .ifPresentOrElse(
                            found -> compare(found, wanted),
                            () -> changes.add(new VectorChange.AddSpace(actual.name(), wanted)));
        }
        actual.spaces().stream()
                .filter(space -> desired.shape().space(space.name()).isEmpty())
                .forEach(space -> changes.add(new VectorChange.DropSpace(actual.name(), space)));
    }

    private static boolean isUnnamed(VectorCollection collection) {
        return collection.shape().space(VectorSpace.UNNAMED).isPresent();
    }

    private void compare(VectorSpace found, VectorSpace wanted) {
        if (!SpaceComparison.isSame(found, wanted)) {
            changes.add(new VectorChange.RebuildSpaces(actual.name(), List.of(found), List.of(wanted)));
        } else if (!SpaceComparison.isKeptSo(found, wanted)) {
            changes.add(new VectorChange.ChangeSpace(actual.name(), found, wanted));
        }
    }

    private void compareIndexes() {
        for (PayloadField field : desired.payload()) {
            field.index().ifPresent(wanted -> compare(field.name(), wanted));
        }
        for (PayloadField field : actual.payload()) {
            if (IndexComparison.index(desired, field.name()).isEmpty()) {
                field.index().ifPresent(index -> dropOrLeave(field.name(), index));
            }
        }
    }

    private void compare(String field, PayloadIndex wanted) {
        Optional<PayloadIndex> found = IndexComparison.index(actual, field);
        if (found.isEmpty()) {
            changes.add(new VectorChange.AddIndex(actual.name(), field, wanted));
        } else if (!IndexComparison.isSame(found.get(), wanted)) {
            changes.add(new VectorChange.ChangeIndex(actual.name(), field, found.get(), wanted));
        }
    }

    /** An index harms nobody; somebody may have made it for a search of theirs. */
    private void dropOrLeave(String field, PayloadIndex index) {
        if (hints.extras() == DiffHints.Extras.DROPPED) {
            changes.add(new VectorChange.DropIndex(actual.name(), field, index));
        } else {
            remarks.add(TableDiff.beyond("index over payload field " + field + " of collection " + actual.name()));
        }
    }

    private void compareDistribution() {
        Distribution found = actual.distribution();
        Distribution wanted = desired.distribution();
        if (!SpaceComparison.isMet(found.shards(), wanted.shards())) {
            changes.add(new VectorChange.Reshard(
                    actual.name(), found.shards().orElse(1), wanted.shards().getAsInt()));
        }
        if (!SpaceComparison.isReplicatedSo(found, wanted)) {
            changes.add(new VectorChange.ChangeReplication(actual.name(), found, wanted));
        }
    }
}
