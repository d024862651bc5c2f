package io.whisperschema.vector.embedded.internal.engine;

import io.whisperschema.vector.embedded.internal.file.Batch;
import io.whisperschema.vector.embedded.internal.file.Change;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a collection is still to be copied while others write to it: slots that were not copied yet, and those that
 * were changed since. Once no slot is left, the copy is what the collection is at that moment. Under the collection's lock.
 */
final class Copy {

    private final Collection collection;
    private final Points points;
    private final BitSet left = new BitSet();
    private final BitSet copied = new BitSet();
    private final Set<Integer> spaces = new HashSet<>();
    private boolean begun;
    private int again;

    Copy(Collection collection, Points points) {
        this.collection = collection;
        this.points = points;
        for (int slot = 0; slot < points.end(); slot++) {
            left.set(slot, points.isUsed(slot));
        }
    }

    void changed(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.OfSlot ofSlot) {
                left.set(ofSlot.slot());
            }
        }
    }

    /** Adds what is left to a batch until that is full. Whether nothing is left. */
    boolean take(Batch batch) {
        if (!begun) {
            batch.add(collection.definition());
            begun = true;
        }
        takeSpaces(batch);
        for (int slot = left.nextSetBit(0); slot >= 0 && !batch.isFull(); slot = left.nextSetBit(slot + 1)) {
            take(slot, batch);
            left.clear(slot);
        }
        return left.isEmpty();
    }

    /** Another space may have the name of one that is gone. */
    private void takeSpaces(Batch batch) {
        List<VectorSpace> now = List.copyOf(collection.spaces().values());
        for (int gone : new ArrayList<>(spaces)) {
            if (now.stream().noneMatch(space -> space.id() == gone)) {
                spaces.remove(gone);
                batch.add(new Change.DropSpace(collection.id(), gone));
            }
        }
        for (VectorSpace space : now) {
            if (spaces.add(space.id())) {
                batch.add(new Change.PutSpace(collection.id(), space.id(), space.name()));
            }
        }
    }

    private void take(int slot, Batch batch) {
        int id = collection.id();
        batch.add(
                points.isUsed(slot)
                        ? new Change.PutPoint(
                                id,
                                slot,
                                Writer.key(points.id(slot)),
                                points.version(slot),
                                points.payload(slot).bytes())
                        : new Change.DropPoint(id, slot));
        for (VectorSpace space : collection.spaces().values()) {
            if (space.has(slot)) {
                batch.add(new Change.PutVector(id, space.id(), slot, VectorSpace.bytes(space.get(slot))));
            } else if (copied.get(slot)) {
                batch.add(new Change.DropVector(id, space.id(), slot));
            }
        }
        if (copied.get(slot)) {
            again++;
        }
        copied.set(slot);
    }

    /** How many slots were copied. */
    int copied() {
        return copied.cardinality();
    }

    /** How often a slot was copied that had been before. */
    int again() {
        return again;
    }

    /** Adds what is small enough to be taken at the last moment. */
    void takeDefinitions(Batch batch) {
        batch.add(collection.definition());
        collection.indexing().forEach(batch::add);
    }

    void drop(Batch batch) {
        if (begun) {
            batch.add(new Change.DropCollection(collection.id()));
        }
    }

    void end() {
        collection.endCopy(this);
    }
}
