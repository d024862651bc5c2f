package io.whisperschema.cache.internal.rewrite;

import static java.util.Objects.requireNonNull;

import io.whisperschema.cache.MetadataValue;
import io.whisperschema.cache.internal.codec.JsonReader;
import io.whisperschema.cache.internal.fields.FieldText;
import io.whisperschema.definition.cache.CacheFieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The members of a JSON object. What nobody touches stays the JSON text that it was. */
final class JsonMembers implements Members {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final String NOTHING = "null";

    private final Map<String, String> before;
    private final Map<String, String> members;
    private final Values values;

    /** What values that come are written as. */
    enum Values {
        /** Texts, as in the flat form of messages. */
        TEXTS,
        /** Numbers, truths, lists and objects as such. */
        TYPED
    }

    /**
     * Those of an object.
     *
     * @throws io.whisperschema.error.UnreadableValue if the text is none
     */
    JsonMembers(String object, Values values) {
        before = JsonReader.raw(object);
        members = new LinkedHashMap<>(before);
        this.values = values;
    }

    /** The JSON text of a value that it has. */
    String raw(String name) {
        return requireNonNull(members.get(name), name);
    }

    /** Gives a value as JSON text. */
    void putRaw(String name, String raw) {
        members.put(name, raw);
    }

    private boolean isText(String name) {
        return raw(name).startsWith("\"");
    }

    @Override
    public boolean has(String name) {
        return members.containsKey(name);
    }

    @Override
    public boolean isNothing(String name) {
        return raw(name).equals(NOTHING);
    }

    @Override
    public String text(String name) {
        return isText(name) && MetadataValue.ofJson(raw(name)) instanceof MetadataValue.Text text
                ? text.value()
                : raw(name);
    }

    @Override
    public boolean areSame(String one, String other) {
        return raw(one).equals(raw(other)) || MetadataValue.ofJson(raw(one)).equals(MetadataValue.ofJson(raw(other)));
    }

    @Override
    public boolean standsAs(String name, CacheFieldType type) {
        if (values == Values.TEXTS) {
            return true;
        }
        return switch (type) {
            case STRING, DATETIME -> isText(name);
            case INTEGER, FLOAT, EPOCH_SECONDS, BOOLEAN, STRING_SET -> !isText(name);
            case JSON -> true;
        };
    }

    @Override
    public void put(String name, String text, CacheFieldType type) {
        members.put(name, values == Values.TEXTS ? quoted(text) : literal(text, type));
    }

    private static String literal(String text, CacheFieldType type) {
        return switch (type) {
            case STRING, DATETIME -> quoted(text);
            case INTEGER, FLOAT, EPOCH_SECONDS -> NUMBER.matcher(text).matches() ? text : canonical(text, type);
            case BOOLEAN -> canonical(text, type);
            case STRING_SET, JSON -> text;
        };
    }

    private static String canonical(String text, CacheFieldType type) {
        return FieldText.write(type, FieldText.read(type, text));
    }

    private static String quoted(String text) {
        return MetadataValue.of(text).json();
    }

    @Override
    public void putJson(String name, String json) {
        boolean asText = values == Values.TEXTS || (has(name) && isText(name));
        members.put(name, asText ? quoted(json) : json);
    }

    @Override
    public void rename(String name, String other) {
        Members.rename(members, name, other);
    }

    @Override
    public void remove(String name) {
        members.remove(name);
    }

    /** Whether anything is other than it was. */
    boolean isChanged() {
        return !new ArrayList<>(members.entrySet()).equals(new ArrayList<>(before.entrySet()));
    }

    /** The object as it is now. */
    String json() {
        var json = new StringBuilder("{");
        members.forEach((name, raw) -> json.append(json.length() == 1 ? "" : ", ")
                .append(quoted(name))
                .append(": ")
                .append(raw));
        return json.append('}').toString();
    }
}
