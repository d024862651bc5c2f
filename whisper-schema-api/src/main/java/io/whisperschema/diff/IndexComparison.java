package io.whisperschema.diff;

import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.PayloadIndex.TextAnalysis;
import io.whisperschema.definition.vector.VectorCollection;
import java.util.Optional;

/** Whether an index over a payload field is what was wished for. */
final class IndexComparison {
    private IndexComparison() {}

    static Optional<PayloadIndex> index(VectorCollection collection, String field) {
        return collection.shape().field(field).flatMap(PayloadField::index);
    }

    static boolean hasIndex(VectorCollection found, String field, PayloadIndex wanted) {
        return index(found, field).filter(there -> isSame(there, wanted)).isPresent();
    }

    static boolean isSame(PayloadIndex found, PayloadIndex wanted) {
        return found.type() == wanted.type()
                && found.options().equals(wanted.options())
                && wanted.analysis()
                        .map(analysis -> found.analysis()
                                .filter(there -> isCutSo(there, analysis))
                                .isPresent())
                        .orElse(true);
    }

    private static boolean isCutSo(TextAnalysis found, TextAnalysis wanted) {
        return found.tokenizer() == wanted.tokenizer()
                && SpaceComparison.isMet(found.shortest(), wanted.shortest())
                && SpaceComparison.isMet(found.longest(), wanted.longest())
                && SpaceComparison.isMet(found.casing(), wanted.casing());
    }
}
