package io.whisperschema.cache.internal.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.whisperschema.cache.Metadata;
import io.whisperschema.cache.MetadataValue;
import io.whisperschema.error.UnreadableValue;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON as Python writes it. Not thread-safe. */
public final class JsonReader implements Closeable {
    /** Names come from outside: a table of them that all parsers share would keep them, and is copied for each new one. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Metadata.DEEPEST + 10)
                    .maxStringLength(Formats.LONGEST)
                    .maxNameLength(Formats.LONGEST)
                    .maxNumberLength(1000)
                    .build())
            .build();

    /** Within what a text may end so that the parser does not say that it ends: words, and behind the point of a number. */
    private static final List<String> BREAKING = List.of("true", "false", "null", "NaN", "Infinity", "-Infinity", ".");

    private final String text;
    private final JsonParser parser;

    private JsonReader(String text, JsonParser parser) {
        this.text = text;
        this.parser = parser;
    }

    static JsonReader of(byte[] bytes, int from) throws IOException {
        if (Unicode.isCutOff(bytes)) {
            throw Fault.endsEarly();
        }
        return of(Unicode.text(bytes, from, bytes.length - from));
    }

    private static JsonReader of(String text) throws IOException {
        return new JsonReader(text, FACTORY.createParser(text));
    }

    /** The value of a text. */
    public static MetadataValue value(String text) {
        try {
            return value(text, Metadata.DEEPEST);
        } catch (Fault | IllegalArgumentException e) {
            throw new UnreadableValue("This is no JSON that metadata can hold: " + e.getMessage() + ".");
        }
    }

    static MetadataValue value(String text, int levels) {
        try (JsonReader reader = of(text)) {
            reader.next();
            MetadataValue value = reader.current(levels);
            reader.end();
            return value;
        } catch (IOException e) {
            throw fault(e);
        }
    }

    /** Says what is wrong in words of ours, since those of the parser tell of the value. */
    static Fault fault(IOException e) {
        if (e instanceof JsonEOFException) {
            return Fault.endsEarly();
        }
        if (e instanceof StreamConstraintsException) {
            return new Fault("it nests too deep, or has too long a number");
        }
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            return new Fault("its JSON is broken in line " + json.getLocation().getLineNr() + ", column "
                    + json.getLocation().getColumnNr());
        }
        return new Fault("its JSON is broken");
    }

    JsonToken next() throws IOException {
        try {
            JsonToken token = parser.nextToken();
            if (token != null) {
                return token;
            }
        } catch (JsonParseException e) {
            if (!isCutOff(e.getLocation().getCharOffset())) {
                throw e;
            }
        }
        throw Fault.endsEarly();
    }

    /** Whether the text ends where it is broken, or within what is broken there. */
    private boolean isCutOff(long place) {
        String rest = text.substring((int) Math.min(place, text.length()));
        return BREAKING.stream().anyMatch(whole -> whole.startsWith(rest));
    }

    void end() throws IOException {
        if (parser.nextToken() != null) {
            throw Fault.goesOn();
        }
    }

    String name() throws IOException {
        return parser.currentName();
    }

    /** The text that comes next. */
    String text() throws IOException {
        if (next() != JsonToken.VALUE_STRING) {
            throw new Fault("it holds something else where a text belongs");
        }
        return parser.getText();
    }

    /** The value that comes next. */
    MetadataValue value(int levels) throws IOException {
        next();
        return current(levels);
    }

    private MetadataValue current(int levels) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> new MetadataValue.Members(members(below(levels)));
            case START_ARRAY -> new MetadataValue.Items(items(below(levels)));
            case VALUE_STRING -> MetadataValue.of(parser.getText());
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> MetadataValue.of(parser.getDoubleValue());
            case VALUE_TRUE -> MetadataValue.of(true);
            case VALUE_FALSE -> MetadataValue.of(false);
            case VALUE_NULL -> MetadataValue.Nothing.NOTHING;
            default -> throw new Fault("its JSON is broken");
        };
    }

    private static int below(int levels) {
        if (levels == 0) {
            throw Fault.tooDeep();
        }
        return levels - 1;
    }

    private MetadataValue whole() throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? MetadataValue.of(parser.getBigIntegerValue())
                : MetadataValue.of(parser.getLongValue());
    }

    /** The members of an object that begins next. */
    Map<String, MetadataValue> object(int levels) throws IOException {
        begin();
        return members(below(levels));
    }

    /** Enters an object. */
    void begin() throws IOException {
        if (next() != JsonToken.START_OBJECT) {
            throw new Fault("it holds something else where an object belongs");
        }
    }

    /** Whether the object has another member, whose name is read then. */
    boolean hasMember() throws IOException {
        return next() != JsonToken.END_OBJECT;
    }

    private Map<String, MetadataValue> members(int levels) throws IOException {
        var members = new OrderedMap.Making<MetadataValue>(4);
        while (hasMember()) {
            String name = name();
            if (!members.put(name, value(levels))) {
                throw Fault.namedTwice();
            }
        }
        return members.map();
    }

    /** The members of an object that begins next, all of which are texts. */
    Map<String, String> texts() throws IOException {
        begin();
        var texts = new OrderedMap.Making<String>(4);
        while (hasMember()) {
            String name = name();
            if (!texts.put(name, text())) {
                throw Fault.namedTwice();
            }
        }
        return texts.map();
    }

    /**
     * The members of an object, each as the JSON text that it is, in order.
     *
     * @throws UnreadableValue if the text is no JSON object, or names a member twice
     */
    public static Map<String, String> raw(String text) {
        try (JsonReader reader = of(text)) {
            Map<String, String> members = reader.raw(text::substring);
            reader.end();
            return members;
        } catch (Fault fault) {
            throw unreadable(fault);
        } catch (IOException e) {
            throw unreadable(fault(e));
        }
    }

    private static UnreadableValue unreadable(Fault fault) {
        return new UnreadableValue("This is no JSON object: " + fault.getMessage() + ".");
    }

    private interface Slice {
        String of(int from, int to);
    }

    private Map<String, String> raw(Slice slice) throws IOException {
        begin();
        var members = new LinkedHashMap<String, String>();
        while (hasMember()) {
            String name = name();
            boolean isNumber = next().isNumeric();
            int from = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
            parser.finishToken();
            parser.skipChildren();
            int to = Math.toIntExact(parser.currentLocation().getCharOffset());
            if (members.putIfAbsent(name, isNumber ? parser.getText() : slice.of(from, to)) != null) {
                throw Fault.namedTwice();
            }
        }
        return members;
    }

    private List<MetadataValue> items(int levels) throws IOException {
        var items = new ArrayList<MetadataValue>();
        while (next() != JsonToken.END_ARRAY) {
            items.add(current(levels));
        }
        return items;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
