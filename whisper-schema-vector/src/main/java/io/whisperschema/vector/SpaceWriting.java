package io.whisperschema.vector;

import io.qdrant.client.grpc.Collections.BinaryQuantization;
import io.qdrant.client.grpc.Collections.CompressionRatio;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.Disabled;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.ProductQuantization;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.QuantizationConfigDiff;
import io.qdrant.client.grpc.Collections.QuantizationType;
import io.qdrant.client.grpc.Collections.ScalarQuantization;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsDiff;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.DenseVectorCreationConfig;
import io.whisperschema.definition.vector.Hnsw;
import io.whisperschema.definition.vector.Placement;
import io.whisperschema.definition.vector.Quantization;
import io.whisperschema.definition.vector.Quantization.Compression;
import io.whisperschema.definition.vector.VectorSpace;
import java.util.List;
import java.util.Optional;

/** Writes vectors as a server wants to be told of them. What is left to the server is left out. */
final class SpaceWriting {
    private SpaceWriting() {}

    static VectorsConfig vectors(List<VectorSpace> spaces) {
        var config = VectorsConfig.newBuilder();
        if (spaces.get(0).name().equals(VectorSpace.UNNAMED)) {
            return config.setParams(params(spaces.get(0))).build();
        }
        var named = VectorParamsMap.newBuilder();
        spaces.forEach(space -> named.putMap(space.name(), params(space)));
        return config.setParamsMap(named).build();
    }

    private static VectorParams params(VectorSpace space) {
        var params = VectorParams.newBuilder().setSize(space.size()).setDistance(distance(space));
        if (space.datatype() != io.whisperschema.definition.vector.Datatype.FLOAT32) {
            params.setDatatype(datatype(space));
        }
        space.hnsw().ifPresent(hnsw -> params.setHnswConfig(hnsw(hnsw)));
        space.quantization().ifPresent(one -> params.setQuantizationConfig(one.match(new Quantized())));
        space.placement().ifPresent(place -> params.setOnDisk(place == Placement.DISK));
        return params.build();
    }

    /** What a vector is; how it is kept follows by {@link #kept}. */
    static DenseVectorCreationConfig creation(VectorSpace space) {
        return DenseVectorCreationConfig.newBuilder()
                .setSize(space.size())
                .setDistance(distance(space))
                .setDatatype(datatype(space))
                .build();
    }

    /** How a vector is indexed and kept that was quantized so; what stays is not touched, since it may say more. */
    static VectorParamsDiff kept(VectorSpace space, Optional<Quantization> before) {
        var params = VectorParamsDiff.newBuilder();
        space.hnsw().ifPresent(hnsw -> params.setHnswConfig(hnsw(hnsw)));
        if (!space.quantization().equals(before)) {
            params.setQuantizationConfig(changed(space.quantization()
                    .map(one -> one.match(new Quantized()))
                    .orElseGet(QuantizationConfig::getDefaultInstance)));
        }
        space.placement().ifPresent(place -> params.setOnDisk(place == Placement.DISK));
        return params.build();
    }

    static QuantizationConfigDiff changed(QuantizationConfig config) {
        var changed = QuantizationConfigDiff.newBuilder();
        switch (config.getQuantizationCase()) {
            case SCALAR -> changed.setScalar(config.getScalar());
            case PRODUCT -> changed.setProduct(config.getProduct());
            case BINARY -> changed.setBinary(config.getBinary());
            case TURBOQUANT -> changed.setTurboquant(config.getTurboquant());
            case QUANTIZATION_NOT_SET -> changed.setDisabled(Disabled.getDefaultInstance());
        }
        return changed.build();
    }

    private static Distance distance(VectorSpace space) {
        return switch (space.distance()) {
            case COSINE -> Distance.Cosine;
            case DOT -> Distance.Dot;
            case EUCLID -> Distance.Euclid;
            case MANHATTAN -> Distance.Manhattan;
        };
    }

    private static Datatype datatype(VectorSpace space) {
        return switch (space.datatype()) {
            case FLOAT32 -> Datatype.Float32;
            case FLOAT16 -> Datatype.Float16;
            case UINT8 -> Datatype.Uint8;
        };
    }

    private static HnswConfigDiff hnsw(Hnsw hnsw) {
        var config = HnswConfigDiff.newBuilder();
        hnsw.m().ifPresent(config::setM);
        hnsw.efConstruct().ifPresent(config::setEfConstruct);
        hnsw.fullScanThreshold().ifPresent(config::setFullScanThreshold);
        hnsw.placement().ifPresent(place -> config.setOnDisk(place == Placement.DISK));
        return config.build();
    }

    private static final class Quantized implements Quantization.Cases<QuantizationConfig> {
        @Override
        public QuantizationConfig scalar(Quantization.Scalar quantization) {
            var scalar = ScalarQuantization.newBuilder().setType(QuantizationType.Int8);
            quantization.quantile().ifPresent(quantile -> scalar.setQuantile((float) quantile));
            quantization.placement().ifPresent(place -> scalar.setAlwaysRam(place == Placement.MEMORY));
            return QuantizationConfig.newBuilder().setScalar(scalar).build();
        }

        @Override
        public QuantizationConfig product(Quantization.Product quantization) {
            var product = ProductQuantization.newBuilder().setCompression(ratio(quantization.compression()));
            quantization.placement().ifPresent(place -> product.setAlwaysRam(place == Placement.MEMORY));
            return QuantizationConfig.newBuilder().setProduct(product).build();
        }

        @Override
        public QuantizationConfig binary(Quantization.Binary quantization) {
            var binary = BinaryQuantization.newBuilder();
            quantization.placement().ifPresent(place -> binary.setAlwaysRam(place == Placement.MEMORY));
            return QuantizationConfig.newBuilder().setBinary(binary).build();
        }

        private static CompressionRatio ratio(Compression compression) {
            return switch (compression) {
                case X4 -> CompressionRatio.x4;
                case X8 -> CompressionRatio.x8;
                case X16 -> CompressionRatio.x16;
                case X32 -> CompressionRatio.x32;
                case X64 -> CompressionRatio.x64;
            };
        }
    }
}
