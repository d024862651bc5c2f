package io.whisperschema.definition;

import io.whisperschema.definition.vector.Placement;
import io.whisperschema.definition.vector.Quantization;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonObject;
import io.whisperschema.internal.json.JsonValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/** The JSON of quantizations. */
final class QuantizationJson {
    private static final String SCALAR = "scalar";
    private static final String PRODUCT = "product";
    private static final String BINARY = "binary";

    private QuantizationJson() {}

    static Json write(Quantization quantization) {
        return quantization
                .match(new Writing())
                .putWord("placement", quantization.placement())
                .build();
    }

    static Quantization read(JsonValue value) {
        return value.object(members -> {
            JsonValue kind = members.need("kind");
            Optional<Placement> placement = members.may("placement").map(word -> word.word(Placement.class));
            return switch (kind.text()) {
                case SCALAR -> new Quantization.Scalar(readQuantile(members), placement);
                case PRODUCT ->
                    new Quantization.Product(
                            members.need("compression").word(Quantization.Compression.class), placement);
                case BINARY -> new Quantization.Binary(placement);
                default -> throw kind.refused("this release does not know that kind of quantization");
            };
        });
    }

    private static OptionalDouble readQuantile(JsonMembers members) {
        return members.may("quantile")
                .map(value -> OptionalDouble.of(value.number().doubleValue()))
                .orElseGet(OptionalDouble::empty);
    }

    private static final class Writing implements Quantization.Cases<JsonObject> {
        @Override
        public JsonObject scalar(Quantization.Scalar quantization) {
            JsonObject object = Json.object().put("kind", SCALAR);
            quantization
                    .quantile()
                    .ifPresent(quantile -> object.put("quantile", Json.of(BigDecimal.valueOf(quantile))));
            return object;
        }

        @Override
        public JsonObject product(Quantization.Product quantization) {
            return Json.object().put("kind", PRODUCT).put("compression", quantization.compression());
        }

        @Override
        public JsonObject binary(Quantization.Binary quantization) {
            return Json.object().put("kind", BINARY);
        }
    }
}
