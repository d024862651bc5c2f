package io.whisperschema.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.whisperschema.error.UnreadableDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link Json#parse}. */
final class JsonParsing {
    private static final int DEEPEST = 200;

    // Depth is checked here, with a path; the parser's own limit lies just behind.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST + 2)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonParsing() {}

    static Json parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new UnreadableDocument("$", "the document is empty");
            }
            Json value = value(parser, "$", 0);
            if (parser.nextToken() != null) {
                throw new UnreadableDocument("$", "something follows the document's end");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new UnreadableDocument("$", "this is no JSON: " + where(e) + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Json value(JsonParser parser, String path, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new UnreadableDocument(path, "it nests deeper than " + DEEPEST + " levels");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser, path, depth);
            case START_ARRAY -> items(parser, path, depth);
            case VALUE_STRING -> Json.of(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Json.of(parser.getDecimalValue());
            case VALUE_TRUE -> Json.of(true);
            case VALUE_FALSE -> Json.of(false);
            case VALUE_NULL -> new Json.Nothing();
            default -> throw new UnreadableDocument(path, "this is no JSON value");
        };
    }

    private static Json members(JsonParser parser, String path, int depth) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            String at = path + "." + key;
            if (members.put(key, value(parser, at, depth + 1)) != null) {
                throw new UnreadableDocument(at, "it is there twice");
            }
        }
        return new Json.Members(members);
    }

    private static Json items(JsonParser parser, String path, int depth) throws IOException {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, path + "[" + items.size() + "]", depth + 1));
        }
        return new Json.Items(items);
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ": ";
    }
}
