package io.whisperschema.testkit;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.hnsw;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.vector;

import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.PayloadIndex.Casing;
import io.whisperschema.definition.vector.PayloadIndex.Option;
import io.whisperschema.definition.vector.PayloadIndex.TextAnalysis;
import io.whisperschema.definition.vector.PayloadIndex.Tokenizer;
import io.whisperschema.definition.vector.PayloadType;
import io.whisperschema.definition.vector.Placement;
import io.whisperschema.definition.vector.Quantization;
import io.whisperschema.definition.vector.Quantization.Compression;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Collections of which the contract of vector stores speaks. */
final class ContractCollections {
    private ContractCollections() {}

    static VectorSpace meaning() {
        return vector("meaning", 4, Distance.COSINE);
    }

    static VectorCollection notes() {
        return collection("notes", meaning(), payload("user").keyword().indexed());
    }

    /** Everything that can be said of named vectors. */
    static VectorCollection everyVector() {
        return collection(
                        "named",
                        meaning()
                                .indexed(hnsw(24, 80).fullScanUpTo(4000).keptIn(Placement.DISK))
                                .quantized(
                                        new Quantization.Scalar(OptionalDouble.of(0.99), Optional.of(Placement.MEMORY)))
                                .keptIn(Placement.DISK)
                                .embeddedBy("some-model"),
                        vector("mood", 8, Distance.DOT)
                                .quantized(new Quantization.Product(Compression.X16, Optional.empty())),
                        vector("tone", 3, Distance.EUCLID)
                                .quantized(new Quantization.Binary(Optional.of(Placement.DISK))),
                        vector("taste", 2, Distance.MANHATTAN))
                .describedAs("Everything there is")
                .version("7");
    }

    /** An index over a field of each type, with every kind of parameter. */
    static VectorCollection everyIndex() {
        return collection(
                "indexed",
                meaning(),
                payload("keyword")
                        .keyword()
                        .indexed(PayloadIndex.of(PayloadType.KEYWORD).with(Option.TENANT)),
                payload("text")
                        .text()
                        .indexed(PayloadIndex.of(PayloadType.TEXT)
                                .analysed(new TextAnalysis(
                                        Tokenizer.PREFIX,
                                        OptionalInt.of(2),
                                        OptionalInt.of(9),
                                        Optional.of(Casing.AS_WRITTEN)))),
                payload("integer")
                        .integer()
                        .indexed(PayloadIndex.of(PayloadType.INTEGER).with(Option.WITHOUT_RANGE)),
                payload("float")
                        .floating()
                        .indexed(PayloadIndex.of(PayloadType.FLOAT).with(Option.PRINCIPAL)),
                payload("bool").bool().indexed(),
                payload("moment")
                        .datetime()
                        .indexed(PayloadIndex.of(PayloadType.DATETIME).with(Option.ON_DISK)),
                payload("place").geo().indexed(),
                payload("uuid").uuid().indexed());
    }
}
