package io.whisperschema.internal.json;

import static java.util.stream.Collectors.joining;

import io.whisperschema.error.UnreadableDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A value of a document that is being read, and where it stands. Whatever is not as asked is refused with that place.
 *
 * @param path where, for example {@code $.tables[3].name}
 * @param json the value
 */
public record JsonValue(String path, Json json) {
    /** The value of a whole document. */
    public static JsonValue root(Json json) {
        return new JsonValue("$", json);
    }

    /** What a function reads from an object; it must ask for every member. */
    public <T> T object(Function<JsonMembers, T> read) {
        if (!(json instanceof Json.Members object)) {
            throw refused("an object is expected");
        }
        var members = new JsonMembers(path, object.members());
        try {
            T value = read.apply(members);
            members.nothingElse();
            return value;
        } catch (IllegalArgumentException e) {
            throw new UnreadableDocument(path, "its values do not go together: " + e.getMessage(), e);
        }
    }

    /** What a function reads from each item of an array. */
    public <T> List<T> list(Function<JsonValue, T> read) {
        if (!(json instanceof Json.Items array)) {
            throw refused("an array is expected");
        }
        var values = new ArrayList<T>();
        for (Json item : array.items()) {
            values.add(read.apply(new JsonValue(path + "[" + values.size() + "]", item)));
        }
        return List.copyOf(values);
    }

    /** A string. */
    public String text() {
        if (json instanceof Json.Text text) {
            return text.value();
        }
        throw refused("a string is expected");
    }

    /** A number. */
    public BigDecimal number() {
        if (json instanceof Json.Numeric number) {
            return number.value();
        }
        throw refused("a number is expected");
    }

    /** A whole number of 32 bits. */
    public int integer() {
        try {
            return number().intValueExact();
        } catch (ArithmeticException e) {
            throw new UnreadableDocument(path, "a whole number of 32 bits is expected", e);
        }
    }

    /** A whole number of 64 bits. */
    public long whole() {
        try {
            return number().longValueExact();
        } catch (ArithmeticException e) {
            throw new UnreadableDocument(path, "a whole number of 64 bits is expected", e);
        }
    }

    /** True or false. */
    public boolean truth() {
        if (json instanceof Json.Truth truth) {
            return truth.value();
        }
        throw refused("true or false is expected");
    }

    /** A constant, by its name in lower case. */
    public <E extends Enum<E>> E word(Class<E> type) {
        String word = text();
        E[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> Json.word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> refused("this release does not know '" + word + "', only "
                        + Arrays.stream(constants).map(Json::word).collect(joining(", "))));
    }

    /** The error that says what is wrong at this place. */
    public UnreadableDocument refused(String problem) {
        return new UnreadableDocument(path, problem);
    }
}
