package io.whisperschema.vector;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.whisperschema.definition.vector.Datatype;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.EmbeddingModel;
import io.whisperschema.definition.vector.Hnsw;
import io.whisperschema.definition.vector.Placement;
import io.whisperschema.definition.vector.Quantization;
import io.whisperschema.definition.vector.Quantization.Compression;
import io.whisperschema.definition.vector.VectorSpace;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads a vector of a collection, with what the collection sets for all of its vectors. */
final class SpaceReading {
    private final CollectionConfig config;

    SpaceReading(CollectionConfig config) {
        this.config = config;
    }

    /** The vector; none where a definition has no word for it. */
    Optional<VectorSpace> space(String name, VectorParams params, Optional<EmbeddingModel> model) {
        Optional<Distance> distance = distance(params);
        Optional<Datatype> datatype = datatype(params);
        if (params.hasMultivectorConfig() || distance.isEmpty() || datatype.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new VectorSpace(
                name,
                number(params.getSize()).getAsInt(),
                distance.get(),
                datatype.get(),
                model,
                Optional.of(hnsw(params)),
                quantization(
                        params.hasQuantizationConfig()
                                ? params.getQuantizationConfig()
                                : config.getQuantizationConfig()),
                params.hasOnDisk() ? Optional.of(onDisk(params.getOnDisk())) : Optional.empty()));
    }

    private static Optional<Distance> distance(VectorParams params) {
        return switch (params.getDistance()) {
            case Cosine -> Optional.of(Distance.COSINE);
            case Dot -> Optional.of(Distance.DOT);
            case Euclid -> Optional.of(Distance.EUCLID);
            case Manhattan -> Optional.of(Distance.MANHATTAN);
            case UnknownDistance, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Optional<Datatype> datatype(VectorParams params) {
        return switch (params.getDatatype()) {
            case Default, Float32 -> Optional.of(Datatype.FLOAT32);
            case Float16 -> Optional.of(Datatype.FLOAT16);
            case Uint8 -> Optional.of(Datatype.UINT8);
            case UNRECOGNIZED -> Optional.empty();
        };
    }

    private Hnsw hnsw(VectorParams params) {
        HnswConfigDiff hnsw = config.getHnswConfig().toBuilder()
                .mergeFrom(params.getHnswConfig())
                .build();
        return new Hnsw(
                hnsw.hasM() ? number(hnsw.getM()) : OptionalInt.empty(),
                hnsw.hasEfConstruct() ? number(hnsw.getEfConstruct()) : OptionalInt.empty(),
                hnsw.hasFullScanThreshold() ? number(hnsw.getFullScanThreshold()) : OptionalInt.empty(),
                hnsw.hasOnDisk() ? Optional.of(onDisk(hnsw.getOnDisk())) : Optional.empty());
    }

    /** Of unsigned numbers, those beyond ours are as good as endless. */
    private static OptionalInt number(long value) {
        return OptionalInt.of(value < 0 || value > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) value);
    }

    private static Placement onDisk(boolean disk) {
        return disk ? Placement.DISK : Placement.MEMORY;
    }

    /** None where there is none, or one that a definition has no word for. */
    static Optional<Quantization> quantization(QuantizationConfig config) {
        return switch (config.getQuantizationCase()) {
            case SCALAR ->
                Optional.of(new Quantization.Scalar(
                        config.getScalar().hasQuantile()
                                ? decimal(config.getScalar().getQuantile())
                                : OptionalDouble.empty(),
                        inMemory(
                                config.getScalar().hasAlwaysRam(),
                                config.getScalar().getAlwaysRam())));
            case PRODUCT ->
                compression(config)
                        .map(compression -> new Quantization.Product(
                                compression,
                                inMemory(
                                        config.getProduct().hasAlwaysRam(),
                                        config.getProduct().getAlwaysRam())));
            case BINARY ->
                Optional.of(new Quantization.Binary(inMemory(
                        config.getBinary().hasAlwaysRam(), config.getBinary().getAlwaysRam())));
            case TURBOQUANT, QUANTIZATION_NOT_SET -> Optional.empty();
        };
    }

    /** The decimal number that was meant, not the digits of the binary one. */
    private static OptionalDouble decimal(float value) {
        return OptionalDouble.of(Double.parseDouble(Float.toString(value)));
    }

    private static Optional<Placement> inMemory(boolean known, boolean memory) {
        return known ? Optional.of(memory ? Placement.MEMORY : Placement.DISK) : Optional.empty();
    }

    private static Optional<Compression> compression(QuantizationConfig config) {
        return switch (config.getProduct().getCompression()) {
            case x4 -> Optional.of(Compression.X4);
            case x8 -> Optional.of(Compression.X8);
            case x16 -> Optional.of(Compression.X16);
            case x32 -> Optional.of(Compression.X32);
            case x64 -> Optional.of(Compression.X64);
            case UNRECOGNIZED -> Optional.empty();
        };
    }
}
