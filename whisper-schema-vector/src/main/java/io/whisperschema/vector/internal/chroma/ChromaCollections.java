package io.whisperschema.vector.internal.chroma;

import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a server answers of itself and of its collections. */
final class ChromaCollections {
    private static final int MOST_DIMENSIONS = 1 << 16;

    private ChromaCollections() {}

    static String version(byte[] answer) throws IOException {
        return text(parsed(answer), "its version");
    }

    static long count(byte[] answer) throws IOException {
        return whole(parsed(answer), "a count");
    }

    static List<ChromaCollection> read(byte[] answer) throws IOException {
        if (!(parsed(answer) instanceof Json.Items items)) {
            throw new ChromaFault("it tells no list of collections");
        }
        var collections = new ArrayList<ChromaCollection>();
        for (Json item : items.items()) {
            collections.add(collection(members(item)));
        }
        return collections;
    }

    private static Json parsed(byte[] answer) throws IOException {
        try {
            return Json.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(answer))
                    .toString());
        } catch (UnreadableDocument noJson) {
            throw new ChromaFault("its answer is cut, or is no JSON");
        }
    }

    private static ChromaCollection collection(Map<String, Json> told) throws ChromaFault {
        String id = text(told.get("id"), "the id of a collection");
        String name = text(told.get("name"), "the name of a collection");
        ChromaFault.unless(ChromaIds.written(id).isPresent(), "the id of collection %s is no UUID", name);
        Map<String, Object> metadata = metadata(members(told.get("metadata")));
        Map<String, Json> configuration = members(told.get("configuration_json"));
        Json function = configuration.get("embedding_function");
        return new ChromaCollection(
                id,
                name,
                text(told.get("tenant"), "the tenant of a collection"),
                text(told.get("database"), "the database of a collection"),
                dimensions(name, told.get("dimension")),
                space(configuration, metadata),
                metadata,
                ChromaModels.of(Optional.ofNullable(function).map(Json::compact), metadata));
    }

    private static OptionalInt dimensions(String name, @Nullable Json told) throws ChromaFault {
        if (told == null || told instanceof Json.Nothing) {
            return OptionalInt.empty();
        }
        long dimensions = whole(told, "the dimension of a collection");
        ChromaFault.unless(
                dimensions > 0 && dimensions <= MOST_DIMENSIONS,
                "collection %s has vectors of %d dimensions",
                name,
                dimensions);
        return OptionalInt.of((int) dimensions);
    }

    /** Of the index that it has; older servers name it otherwise. */
    private static ChromaSpace.Stated space(Map<String, Json> configuration, Map<String, Object> metadata)
            throws ChromaFault {
        Optional<String> stated = Optional.ofNullable(metadata.get("hnsw:space"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
        for (String index : List.of("hnsw", "spann", "hnsw_configuration")) {
            Map<String, Json> settings = members(configuration.get(index));
            if (settings.get("space") instanceof Json.Text space) {
                return ChromaSpace.of(Optional.of(space.value()), isUntouched(settings, space.value()), stated);
            }
        }
        return ChromaSpace.of(Optional.empty(), true, stated);
    }

    private static boolean isUntouched(Map<String, Json> settings, String space) {
        return space.equals("l2")
                && is(settings.get("ef_construction"), "100")
                && is(settings.get("max_neighbors"), "16")
                && is(settings.get("resize_factor"), "1.2")
                && is(settings.get("sync_threshold"), "1000");
    }

    private static boolean is(@Nullable Json told, String usual) {
        return !(told instanceof Json.Numeric number) || number.value().compareTo(new BigDecimal(usual)) == 0;
    }

    private static Map<String, Object> metadata(Map<String, Json> told) {
        var metadata = new LinkedHashMap<String, Object>();
        told.forEach((key, value) -> scalar(value).ifPresent(known -> metadata.put(key, known)));
        return Collections.unmodifiableMap(metadata);
    }

    private static Optional<Object> scalar(Json value) {
        if (value instanceof Json.Text text) {
            return Optional.of(text.value());
        }
        if (value instanceof Json.Truth truth) {
            return Optional.of(truth.value());
        }
        if (value instanceof Json.Numeric number) {
            BigDecimal exact = number.value();
            boolean isWhole = exact.scale() <= 0 && exact.precision() - exact.scale() < 19;
            return Optional.of(isWhole ? (Object) exact.longValue() : (Object) exact.doubleValue());
        }
        return Optional.empty();
    }

    private static Map<String, Json> members(@Nullable Json json) {
        return json instanceof Json.Members object ? object.members() : Map.of();
    }

    private static String text(@Nullable Json json, String what) throws ChromaFault {
        if (json instanceof Json.Text text) {
            return text.value();
        }
        throw new ChromaFault("it does not tell " + what);
    }

    private static long whole(@Nullable Json json, String what) throws ChromaFault {
        if (json instanceof Json.Numeric number
                && number.value().scale() <= 0
                && number.value().precision() < 19) {
            return number.value().longValue();
        }
        throw new ChromaFault("it does not tell " + what);
    }
}
