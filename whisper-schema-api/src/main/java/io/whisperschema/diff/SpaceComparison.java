package io.whisperschema.diff;

import io.whisperschema.definition.vector.Distribution;
import io.whisperschema.definition.vector.EmbeddingModel;
import io.whisperschema.definition.vector.Hnsw;
import io.whisperschema.definition.vector.Quantization;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether a vector is what was wished for. What the wish leaves open is the server's choice. */
final class SpaceComparison {
    private SpaceComparison() {}

    static boolean hasSame(VectorCollection found, VectorSpace wanted) {
        return found.shape()
                .space(wanted.name())
                .filter(there -> isSame(there, wanted))
                .isPresent();
    }

    static boolean hasKeptSo(VectorCollection found, VectorSpace wanted) {
        return found.shape()
                .space(wanted.name())
                .filter(there -> isKeptSo(there, wanted))
                .isPresent();
    }

    /** Whether its values mean the same: of the same size, distance, type and, where both are known, model. */
    static boolean isSame(VectorSpace found, VectorSpace wanted) {
        return found.size() == wanted.size()
                && found.distance() == wanted.distance()
                && found.datatype() == wanted.datatype()
                && isOfSameModel(found.model(), wanted.model());
    }

    private static boolean isOfSameModel(Optional<EmbeddingModel> found, Optional<EmbeddingModel> wanted) {
        return found.isEmpty() || wanted.isEmpty() || found.equals(wanted);
    }

    /** Whether it is indexed and kept so. */
    static boolean isKeptSo(VectorSpace found, VectorSpace wanted) {
        return wanted.hnsw().map(hnsw -> isIndexedSo(found.hnsw(), hnsw)).orElse(true)
                && isQuantizedSo(found.quantization(), wanted.quantization())
                && isMet(found.placement(), wanted.placement());
    }

    private static boolean isIndexedSo(Optional<Hnsw> found, Hnsw wanted) {
        Hnsw there = found.orElse(Hnsw.SERVERS_CHOICE);
        return isMet(there.m(), wanted.m())
                && isMet(there.efConstruct(), wanted.efConstruct())
                && isMet(there.fullScanThreshold(), wanted.fullScanThreshold())
                && isMet(there.placement(), wanted.placement());
    }

    /** A vector without quantization in a definition has none. */
    private static boolean isQuantizedSo(Optional<Quantization> found, Optional<Quantization> wanted) {
        return wanted.map(one ->
                        found.filter(there -> one.match(new Quantized(there))).isPresent())
                .orElse(found.isEmpty());
    }

    static boolean isReplicatedSo(Distribution found, Distribution wanted) {
        return isMet(found.replication(), wanted.replication())
                && isMet(found.writeConsistency(), wanted.writeConsistency());
    }

    static boolean isMet(OptionalInt found, OptionalInt wanted) {
        return wanted.isEmpty() || found.equals(wanted);
    }

    static <T> boolean isMet(Optional<T> found, Optional<T> wanted) {
        return wanted.isEmpty() || found.equals(wanted);
    }

    private record Quantized(Quantization found) implements Quantization.Cases<Boolean> {
        @Override
        public Boolean scalar(Quantization.Scalar wanted) {
            return found instanceof Quantization.Scalar there
                    && (wanted.quantile().isEmpty() || there.quantile().equals(wanted.quantile()))
                    && isMet(there.placement(), wanted.placement());
        }

        @Override
        public Boolean product(Quantization.Product wanted) {
            return found instanceof Quantization.Product there
                    && there.compression() == wanted.compression()
                    && isMet(there.placement(), wanted.placement());
        }

        @Override
        public Boolean binary(Quantization.Binary wanted) {
            return found instanceof Quantization.Binary there && isMet(there.placement(), wanted.placement());
        }
    }
}
