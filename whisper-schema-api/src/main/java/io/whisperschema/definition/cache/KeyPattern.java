package io.whisperschema.definition.cache;

import io.whisperschema.internal.Checks;
import io.whisperschema.internal.Template;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of a family: a text with placeholders in angle brackets, for example
 * {@code discord_cache:messages:<channel_id>}. Literal braces are Redis' hash tag: keys whose text between them is the
 * same share a slot of a cluster. Thread-safe.
 *
 * <p>A value may be any text but the empty one. Characters that would make a key mean something else ({@code : { } * ?
 * [ ] \ %}, spaces and control characters) are written as {@code %} and two hexadecimal digits for each byte, so that every key
 * has exactly one meaning.
 */
public final class KeyPattern {
    private static final String ESCAPED = ":{}*?[]\\%";
    private static final String VALUE = "[^:{}]+?";
    private static final Pattern OLDER_PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final Template template;
    private final Pattern pattern;

    private KeyPattern(Template template) {
        this.template = template;
        pattern = template.pattern(VALUE);
    }

    /** The pattern of that text. */
    public static KeyPattern of(String text) {
        String place = "key pattern " + text;
        Template template = Template.parse(place, text);
        hashTagIsWhole(place, template);
        return new KeyPattern(template);
    }

    /** The pattern of an older document, where placeholders stand in braces: {@code messages:{channel_id}}. */
    public static KeyPattern ofOlderDocument(String text) {
        Checks.that(
                text.indexOf('<') < 0 && text.indexOf('>') < 0,
                "key pattern " + text,
                "it has placeholders of today's kind, so its braces are a hash tag",
                "Read it with KeyPattern.of.");
        return of(OLDER_PLACEHOLDER.matcher(text).replaceAll("<$1>"));
    }

    /** The pattern as it is written today. */
    public String text() {
        return template.text();
    }

    /** The names of its placeholders, in order. */
    public List<String> placeholders() {
        return template.placeholders();
    }

    /** The text in front of the first placeholder: what all keys begin with. */
    public String prefix() {
        Template.Piece first = template.pieces().get(0);
        return first.kind() == Template.Kind.LITERAL ? first.text() : "";
    }

    /**
     * The key with these values.
     *
     * @param values a value for each placeholder, by name
     * @throws IllegalArgumentException if a value is missing, empty, no Unicode text, or for no placeholder
     */
    public String key(Map<String, String> values) {
        for (String name : values.keySet()) {
            if (!placeholders().contains(name)) {
                throw new IllegalArgumentException("key pattern " + text() + " has no placeholder " + name);
            }
        }
        return template.filled(name -> escaped(name, values.getOrDefault(name, "")));
    }

    /** The values by placeholder with which the pattern gives that key; absent if no values do. */
    public Optional<Map<String, String>> match(String key) {
        return template.match(key, pattern)
                .flatMap(this::unescaped)
                .filter(values -> key(values).equals(key));
    }

    boolean overlaps(KeyPattern other) {
        return template.overlaps(other.template, character -> ":{}".indexOf(character) < 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyPattern pattern && pattern.template.equals(template);
    }

    @Override
    public int hashCode() {
        return template.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }

    private String escaped(String name, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("key pattern " + text() + " needs a value for " + name);
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException("the value for " + name + " in " + text() + " is no Unicode text");
        }
        if (value.codePoints().noneMatch(KeyPattern::mustBeEscaped)) {
            return value;
        }
        var escaped = new StringBuilder();
        value.codePoints().forEach(character -> {
            if (mustBeEscaped(character)) {
                for (byte one : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append(String.format(Locale.ROOT, "%%%02X", one & 0xff));
                }
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    private static boolean mustBeEscaped(int character) {
        return ESCAPED.indexOf(character) >= 0
                || Character.isISOControl(character)
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character);
    }

    private Optional<Map<String, String>> unescaped(Map<String, String> escaped) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : escaped.entrySet()) {
            Optional<String> value = unescaped(entry.getValue());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(entry.getKey(), value.orElseThrow());
        }
        return Optional.of(values);
    }

    private static Optional<String> unescaped(String escaped) {
        byte[] bytes = escaped.getBytes(StandardCharsets.UTF_8);
        byte[] plain = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                int high = i + 1 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                plain[length++] = (byte) (high * 16 + low);
                i += 2;
            } else {
                plain[length++] = bytes[i];
            }
        }
        String value = new String(plain, 0, length, StandardCharsets.UTF_8);
        return StandardCharsets.UTF_8.newEncoder().canEncode(value) ? Optional.of(value) : Optional.empty();
    }

    private static void hashTagIsWhole(String place, Template template) {
        String text = template.text();
        long opening = text.chars().filter(character -> character == '{').count();
        long closing = text.chars().filter(character -> character == '}').count();
        int open = text.indexOf('{');
        int close = text.indexOf('}');
        Checks.that(
                opening == closing && opening <= 1 && open <= close && (opening == 0 || close > open + 1),
                place,
                "its braces are no hash tag",
                "Write one pair around what decides the slot, as in {<channel_id>}; placeholders stand in angle brackets.");
    }
}
