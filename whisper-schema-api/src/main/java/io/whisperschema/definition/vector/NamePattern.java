package io.whisperschema.definition.vector;

import io.whisperschema.internal.Checks;
import io.whisperschema.internal.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names of a family's collections: a name with placeholders in angle brackets. Thread-safe. */
public final class NamePattern {
    private final Template template;
    private final Pattern pattern;

    private NamePattern(Template template) {
        this.template = template;
        pattern = template.pattern(".+?");
    }

    /** The pattern of that text, for example {@code memory_<name>}. */
    public static NamePattern of(String text) {
        String place = "family " + text;
        Template template = Template.parse(place, text);
        for (Template.Piece piece : template.pieces()) {
            CollectionNames.name(place, piece.text());
        }
        return new NamePattern(template);
    }

    /** The pattern as it was written. */
    public String text() {
        return template.text();
    }

    /** The names of its placeholders, in order. */
    public List<String> placeholders() {
        return template.placeholders();
    }

    /**
     * The collection's name with these values for the placeholders, in order.
     *
     * @throws io.whisperschema.error.InvalidDefinition if there are more or fewer values, one is empty, or the name is
     *     none that Qdrant takes
     */
    public String name(String... values) {
        List<String> names = placeholders();
        String place = "family " + text();
        Checks.that(
                values.length == names.size(),
                place,
                values.length + " values are given for " + names.size() + " placeholders",
                "Give one for each of " + String.join(", ", names) + ".");
        for (String value : values) {
            Checks.that(!value.isBlank(), place, "a value is empty", "Give one for each placeholder.");
        }
        return CollectionNames.name("collection", template.filled(name -> values[names.indexOf(name)]));
    }

    /** The values by placeholder with which the pattern gives that name, the first ones as short as they can be. */
    public Optional<Map<String, String>> match(String name) {
        return template.match(name, pattern);
    }

    boolean overlaps(NamePattern other) {
        return template.overlaps(other.template, CollectionNames::takes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamePattern pattern && pattern.template.equals(template);
    }

    @Override
    public int hashCode() {
        return template.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
