package io.whisperschema.vector.internal.chroma;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server answered to {@code get}: lists of one length, each of them missing where it was not asked for. */
final class ChromaAnswer {
    private static final int DEEPEST = 8;
    private static final String URI = "chroma:uri";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final List<String> ids = new ArrayList<>();
    private @Nullable List<float[]> vectors;
    private @Nullable List<@Nullable String> documents;
    private @Nullable List<@Nullable String> uris;
    private @Nullable List<Map<String, @Nullable Object>> metadata;

    private ChromaAnswer() {}

    /**
     * What that answer says.
     *
     * @throws IOException if it is cut, no JSON, or no such answer; its message holds no value of a record
     */
    static ChromaAnswer read(byte[] json) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            var answer = new ChromaAnswer();
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                answer.member(parser, parser.currentName());
            }
            expect(parser.nextToken(), null);
            return answer;
        }
    }

    private static void expect(@Nullable JsonToken token, @Nullable JsonToken expected) throws ChromaFault {
        ChromaFault.unless(token == expected, "it is no answer as ChromaDB gives it");
    }

    private void member(JsonParser parser, String name) throws IOException {
        parser.nextToken();
        switch (name) {
            case "ids" -> ids.addAll(list(parser, ChromaAnswer::text));
            case "embeddings" -> vectors = listOrNone(parser, ChromaAnswer::vector);
            case "documents" -> documents = listOrNone(parser, ChromaAnswer::textOrNone);
            case "uris" -> uris = listOrNone(parser, ChromaAnswer::textOrNone);
            case "metadatas" -> metadata = listOrNone(parser, ChromaAnswer::mapOrNone);
            default -> parser.skipChildren();
        }
    }

    /** Reads one value at which a parser is. */
    private interface Reading<T extends @Nullable Object> {
        @Nullable
        T read(JsonParser parser) throws IOException;
    }

    private static <T extends @Nullable Object> @Nullable List<T> listOrNone(JsonParser parser, Reading<T> each)
            throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : list(parser, each);
    }

    private static <T extends @Nullable Object> List<T> list(JsonParser parser, Reading<T> each) throws IOException {
        expect(parser.currentToken(), JsonToken.START_ARRAY);
        var items = new ArrayList<T>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(each.read(parser));
        }
        return items;
    }

    private static String text(JsonParser parser) throws IOException {
        expect(parser.currentToken(), JsonToken.VALUE_STRING);
        return parser.getText();
    }

    private static @Nullable String textOrNone(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : text(parser);
    }

    private static float[] vector(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return new float[0];
        }
        expect(parser.currentToken(), JsonToken.START_ARRAY);
        float[] vector = new float[16];
        int size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            ChromaFault.unless(
                    parser.currentToken().isNumeric() && Float.isFinite(parser.getFloatValue()),
                    "a vector holds what is no number");
            if (size == vector.length) {
                vector = Arrays.copyOf(vector, 2 * size);
            }
            vector[size++] = parser.getFloatValue();
        }
        return Arrays.copyOf(vector, size);
    }

    private static Map<String, @Nullable Object> mapOrNone(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? Map.of() : map(parser);
    }

    private static Map<String, @Nullable Object> map(JsonParser parser) throws IOException {
        expect(parser.currentToken(), JsonToken.START_OBJECT);
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            map.put(key, value(parser));
        }
        return map;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> fraction(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_ARRAY -> list(parser, ChromaAnswer::value);
            default -> map(parser);
        };
    }

    private static double fraction(JsonParser parser) throws IOException {
        double fraction = parser.getDoubleValue();
        ChromaFault.unless(Double.isFinite(fraction), "a number of its metadata is larger than a number can be");
        return fraction;
    }

    /** The ids alone. */
    List<String> ids() {
        return ids;
    }

    /** The records, of a request that asked for all there is of them. */
    List<ChromaRecord> records() throws ChromaFault {
        if (vectors == null || documents == null || uris == null || metadata == null) {
            throw new ChromaFault("it holds only a part of what was asked for");
        }
        ChromaFault.unless(
                vectors.size() == ids.size()
                        && documents.size() == ids.size()
                        && uris.size() == ids.size()
                        && metadata.size() == ids.size(),
                "its lists are not of one length");
        var records = new ArrayList<ChromaRecord>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            var fields = new LinkedHashMap<>(metadata.get(i));
            keep(fields, URI, uris.get(i));
            keep(fields, ChromaRecord.DOCUMENT, documents.get(i));
            records.add(new ChromaRecord(ids.get(i), vectors.get(i), fields));
        }
        return records;
    }

    /** As a folder keeps it; a server takes no metadata of such a name. */
    private static void keep(Map<String, @Nullable Object> fields, String key, @Nullable String text)
            throws ChromaFault {
        if (text != null) {
            ChromaFault.unless(fields.put(key, text) == null, "its metadata has a key that is ChromaDB's own");
        }
    }
}
