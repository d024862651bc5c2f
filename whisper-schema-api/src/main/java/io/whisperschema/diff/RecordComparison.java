package io.whisperschema.diff;

import io.whisperschema.catalog.CollectionRecord;
import io.whisperschema.definition.ShapeFingerprint;
import io.whisperschema.definition.vector.EmbeddingModel;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.vector.VectorWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what is on record of a collection is what was wished for. */
final class RecordComparison {
    private RecordComparison() {}

    /** A store without records holds what it was told itself. */
    static boolean isOnRecord(VectorCollection found, Optional<CollectionRecord> record, VectorCollection wanted) {
        return found.version().equals(wanted.version())
                && found.description().equals(wanted.description())
                && models(found).equals(models(wanted))
                && record.map(one -> isRecorded(one, wanted))
                        .orElseGet(() -> found.payload().equals(wanted.payload()));
    }

    private static boolean isRecorded(CollectionRecord record, VectorCollection wanted) {
        return record.state() == CollectionRecord.State.RECORDED
                && record.fingerprint().equals(Optional.of(ShapeFingerprint.of(wanted.shape())));
    }

    private static Map<String, EmbeddingModel> models(VectorCollection collection) {
        var models = new HashMap<String, EmbeddingModel>();
        for (VectorSpace space : collection.spaces()) {
            space.model().ifPresent(model -> models.put(space.name(), model));
        }
        return models;
    }

    static Finding finding(VectorCollection before, VectorCollection after) {
        String found = words(before);
        String expected = words(after);
        boolean isSaid = !found.equals(expected);
        return Finding.warning(
                "collection " + after.name() + ", record",
                isSaid ? expected : "what the definition says of it by now",
                isSaid ? found : "what another said, or nothing",
                "Let plan show what would be put on record, then execute it; where nothing else differs, a start"
                        + " does.");
    }

    private static String words(VectorCollection collection) {
        List<String> words = VectorWords.recorded(collection);
        return words.isEmpty() ? "nothing of its version, models or purpose" : String.join(", ", words);
    }
}
