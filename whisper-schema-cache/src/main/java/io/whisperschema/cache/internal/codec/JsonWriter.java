package io.whisperschema.cache.internal.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.whisperschema.cache.Metadata;
import io.whisperschema.cache.MetadataValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Writes JSON, the same always. Not thread-safe. */
public final class JsonWriter implements MetadataValue.Cases<JsonWriter> {
    private static final char DEL = 0x7f;
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

    /** How JSON is laid out. */
    enum Style {
        /** Without spaces, in UTF-8. */
        COMPACT(",", ":"),
        /** As {@code json.dumps} of Python does where nobody asks for more: with a space after each mark, all in ASCII. */
        PYTHON(", ", ": ");

        private final String comma;
        private final String colon;

        Style(String comma, String colon) {
            this.comma = comma;
            this.colon = colon;
        }
    }

    private final ByteSink sink;
    private final Style style;
    private int levels;

    /**
     * @param levels how many lists and objects may lie within each other
     */
    JsonWriter(ByteSink sink, Style style, int levels) {
        this.sink = sink;
        this.style = style;
        this.levels = levels;
    }

    /** A value as Python writes it. */
    public static String text(MetadataValue value) {
        return text(value, Metadata.DEEPEST);
    }

    static String text(MetadataValue value, int levels) {
        var sink = new ByteSink(64);
        value.match(new JsonWriter(sink, Style.PYTHON, levels));
        return new String(sink.bytes(), US_ASCII);
    }

    /** A comma, a name and its colon. */
    JsonWriter next(String name) {
        sink.ascii(style.comma);
        return name(name);
    }

    /** A name and its colon. */
    JsonWriter name(String name) {
        text(name);
        sink.ascii(style.colon);
        return this;
    }

    @Override
    public JsonWriter text(String text) {
        sink.one('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (!isPlain(character)) {
                sink.ascii(text, written, i);
                i = special(text, i);
                written = i + 1;
            }
        }
        sink.ascii(text, written, text.length());
        sink.one('"');
        return this;
    }

    /** DEL is plain to JSON; Python escapes it all the same. */
    private boolean isPlain(char character) {
        return character >= ' '
                && character != '"'
                && character != '\\'
                && (character < DEL || (character == DEL && style == Style.COMPACT));
    }

    /** Writes a character that cannot stay as it is; the place of its last half. */
    private int special(String text, int place) {
        char character = text.charAt(place);
        if (character > DEL && style == Style.COMPACT) {
            int whole = text.codePointAt(place);
            sink.utf8(whole);
            return place + Character.charCount(whole) - 1;
        }
        escaped(character);
        return place;
    }

    private void escaped(char character) {
        sink.one('\\');
        switch (character) {
            case '"', '\\' -> sink.one(character);
            case '\n' -> sink.one('n');
            case '\r' -> sink.one('r');
            case '\t' -> sink.one('t');
            case '\b' -> sink.one('b');
            case '\f' -> sink.one('f');
            default -> hex(character);
        }
    }

    private void hex(char character) {
        sink.one('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            sink.one(HEX[character >> shift & 0xf]);
        }
    }

    @Override
    public JsonWriter nothing() {
        sink.ascii("null");
        return this;
    }

    @Override
    public JsonWriter truth(boolean value) {
        sink.ascii(value ? "true" : "false");
        return this;
    }

    @Override
    public JsonWriter whole(long value) {
        sink.ascii(Long.toString(value));
        return this;
    }

    @Override
    public JsonWriter huge(BigInteger value) {
        sink.ascii(value.toString());
        return this;
    }

    @Override
    public JsonWriter real(double value) {
        sink.ascii(Numerals.of(value));
        return this;
    }

    @Override
    public JsonWriter items(List<MetadataValue> values) {
        descend();
        sink.one('[');
        boolean first = true;
        for (MetadataValue value : values) {
            if (!first) {
                sink.ascii(style.comma);
            }
            first = false;
            value.match(this);
        }
        sink.one(']');
        levels++;
        return this;
    }

    @Override
    public JsonWriter members(Map<String, MetadataValue> values) {
        descend();
        sink.one('{');
        boolean first = true;
        for (Map.Entry<String, MetadataValue> member : values.entrySet()) {
            member.getValue().match(first ? name(member.getKey()) : next(member.getKey()));
            first = false;
        }
        sink.one('}');
        levels++;
        return this;
    }

    /** An object of texts. */
    JsonWriter texts(Map<String, String> values) {
        sink.one('{');
        boolean first = true;
        for (Map.Entry<String, String> member : values.entrySet()) {
            (first ? name(member.getKey()) : next(member.getKey())).text(member.getValue());
            first = false;
        }
        sink.one('}');
        return this;
    }

    private void descend() {
        if (levels-- == 0) {
            throw new IllegalArgumentException("a value of metadata nests deeper than " + Metadata.DEEPEST + " levels");
        }
    }
}
