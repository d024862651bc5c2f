package io.whisperschema;

import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.internal.move.MoveJob;
import io.whisperschema.internal.move.Ticking;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.PointRequest;
import io.whisperschema.spi.VectorStore;
import java.util.List;
import java.util.Map;

/**
 * From where to where collections move, and how.
 *
 * @param definition what both hold
 * @param around the source and all that a host gives
 * @param target the target
 * @param options how
 */
record VectorSides(SchemaDefinition definition, Surroundings around, VectorStore target, MoveOptions options) {
    VectorSides {
        WholeMoves.refuseOthers("collections move whole, into a target without points", options);
    }

    VectorStore source() {
        return around.vectors();
    }

    /**
     * What the source holds, if it may be moved.
     *
     * @throws StoreDiffers if it is not at head
     */
    VectorCatalog sourceCatalog() {
        if (source() == target) {
            throw new IllegalArgumentException("source and target are one store, " + source().name()
                    + ". Nothing was written. Give the move another target.");
        }
        VectorCatalog found = source().inspect();
        UnfinishedMove.refuse(source(), found);
        List<String> behind = source().isShaped() ? differences(found, source().spell(definition)) : List.of();
        if (!behind.isEmpty()) {
            throw new StoreDiffers(
                    source().name(), behind, "Only a store at head moves; call bootstrap() on it first.");
        }
        return found;
    }

    /** What would have to change of the points of a store; how it keeps them, a target decides anew. */
    List<String> differences(VectorCatalog found, VectorCatalog wanted) {
        return around.adoption().appliedTo(SchemaDiff.between(found, wanted), definition).changes().stream()
                .filter(change -> takes(change, found) && !isHarmless(change))
                .map(change -> change.finding().sentence())
                .toList();
    }

    private boolean takes(Change change, VectorCatalog found) {
        return !(change instanceof VectorChange vector)
                || found.namesOf(vector.collectionName())
                        .anyMatch(options.scope().selection()::takes);
    }

    private static boolean isHarmless(Change change) {
        return change instanceof VectorChange.AddIndex
                || change instanceof VectorChange.ChangeIndex
                || change instanceof VectorChange.ChangeSpace
                || change instanceof VectorChange.ChangeReplication
                || change instanceof VectorChange.Reshard
                || change instanceof VectorChange.RecordCollection;
    }

    PointRequest request(List<Passage> passages) {
        return new PointRequest(passages, options, around.cancellation());
    }

    MoveJob job(List<Passage> passages) {
        return new MoveJob(
                source().name(),
                target.name(),
                passages,
                Map.of(),
                options,
                around.listener(),
                around.cancellation(),
                Ticking.real());
    }

    MoveReports reports() {
        return new MoveReports(source().name(), target.name());
    }
}
