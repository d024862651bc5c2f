package io.whisperschema.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with named placeholders in angle brackets, as names of collections and keys of caches have them.
 *
 * @param text the text as written, for example {@code memory_<name>}
 * @param pieces its literal texts and placeholders, in order
 */
public record Template(String text, List<Piece> pieces) {
    public Template {
        pieces = List.copyOf(pieces);
    }

    /**
     * A literal text or a placeholder.
     *
     * @param kind which of the two
     * @param text the literal text or the placeholder's name
     */
    public record Piece(Kind kind, String text) {}

    /** What a piece is. */
    public enum Kind {
        /** Stands for itself. */
        LITERAL,
        /** Stands for a value. */
        PLACEHOLDER
    }

    /** The template of that text; at least one placeholder, each once, no two side by side. */
    public static Template parse(String place, String text) {
        Checks.text(place, text);
        var pieces = new ArrayList<Piece>();
        int from = 0;
        for (int open = nextBracket(text, 0); open >= 0; open = nextBracket(text, from)) {
            int close = text.indexOf('>', open);
            Checks.that(
                    text.charAt(open) == '<' && close > open,
                    place,
                    "a bracket in " + text + " has no partner",
                    "Write placeholders as <name>.");
            if (open > from) {
                pieces.add(new Piece(Kind.LITERAL, text.substring(from, open)));
            }
            pieces.add(new Piece(Kind.PLACEHOLDER, placeholderName(place, text.substring(open + 1, close))));
            from = close + 1;
        }
        if (from < text.length()) {
            pieces.add(new Piece(Kind.LITERAL, text.substring(from)));
        }
        Template template = new Template(text, pieces);
        template.check(place);
        return template;
    }

    /** The names of the placeholders, in order. */
    public List<String> placeholders() {
        return pieces.stream()
                .filter(piece -> piece.kind == Kind.PLACEHOLDER)
                .map(Piece::text)
                .toList();
    }

    /** The text with each placeholder replaced. */
    public String filled(Function<String, String> values) {
        var filled = new StringBuilder();
        for (Piece piece : pieces) {
            filled.append(piece.kind == Kind.LITERAL ? piece.text : values.apply(piece.text));
        }
        return filled.toString();
    }

    /**
     * What its texts look like, for {@link #match}.
     *
     * @param value a regular expression of what a placeholder stands for, without groups
     */
    public Pattern pattern(String value) {
        var pattern = new StringBuilder();
        for (Piece piece : pieces) {
            pattern.append(piece.kind == Kind.LITERAL ? Pattern.quote(piece.text) : "(" + value + ")");
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    /**
     * The values with which the template gives that text, the first ones as short as they can be.
     *
     * @param text the text
     * @param pattern what its texts look like
     */
    public Optional<Map<String, String>> match(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        placeholders().forEach(name -> values.put(name, matcher.group(values.size() + 1)));
        return Optional.of(values);
    }

    /**
     * Whether some text fits both templates, where a placeholder stands for one or more characters of a kind.
     *
     * @param other the other template
     * @param inValue whether a value may hold that character
     */
    public boolean overlaps(Template other, IntPredicate inValue) {
        List<Symbol> left = symbols();
        List<Symbol> right = other.symbols();
        var open = new ArrayDeque<Place>(List.of(new Place(0, 0)));
        var seen = new HashSet<Place>();
        while (!open.isEmpty()) {
            Place place = open.remove();
            if (!seen.add(place)) {
                continue;
            }
            if (place.left == left.size() && place.right == right.size()) {
                return true;
            }
            open.addAll(nextPlaces(place, left, right, inValue));
        }
        return false;
    }

    /** How far a text that fits both templates has come in each. */
    private record Place(int left, int right) {}

    /** One character of a template: a literal one, or one or more of a value. */
    private record Symbol(int character) {
        private static final int VALUE = -1;

        boolean isValue() {
            return character == VALUE;
        }

        boolean meets(Symbol other, IntPredicate inValue) {
            if (isValue() || other.isValue()) {
                return (isValue() && other.isValue()) || inValue.test(Math.max(character, other.character));
            }
            return character == other.character;
        }
    }

    private List<Symbol> symbols() {
        var symbols = new ArrayList<Symbol>();
        for (Piece piece : pieces) {
            if (piece.kind == Kind.PLACEHOLDER) {
                symbols.add(new Symbol(Symbol.VALUE));
            } else {
                piece.text.codePoints().forEach(character -> symbols.add(new Symbol(character)));
            }
        }
        return symbols;
    }

    private static List<Place> nextPlaces(Place place, List<Symbol> left, List<Symbol> right, IntPredicate inValue) {
        if (place.left == left.size() || place.right == right.size()) {
            return List.of();
        }
        Symbol one = left.get(place.left);
        Symbol other = right.get(place.right);
        if (!one.meets(other, inValue)) {
            return List.of();
        }
        var next = new ArrayList<Place>(List.of(new Place(place.left + 1, place.right + 1)));
        if (one.isValue()) {
            next.add(new Place(place.left, place.right + 1));
        }
        if (other.isValue()) {
            next.add(new Place(place.left + 1, place.right));
        }
        return next;
    }

    private void check(String place) {
        Checks.that(!placeholders().isEmpty(), place, text + " has no placeholder", "Write what varies as <name>.");
        Checks.that(
                placeholders().stream().distinct().count() == placeholders().size(),
                place,
                "a placeholder stands twice in " + text,
                "Give each a name of its own.");
        for (int i = 1; i < pieces.size(); i++) {
            Checks.that(
                    pieces.get(i).kind == Kind.LITERAL || pieces.get(i - 1).kind == Kind.LITERAL,
                    place,
                    "two placeholders touch in " + text,
                    "Put a separator between them; otherwise nobody can tell their values apart.");
        }
    }

    private static int nextBracket(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '<' || text.charAt(i) == '>') {
                return i;
            }
        }
        return -1;
    }

    private static String placeholderName(String place, String name) {
        Checks.that(
                name.matches("[A-Za-z_][A-Za-z0-9_]*"),
                place,
                "<" + name + "> is no placeholder",
                "Name it with letters, digits and underscores.");
        return name;
    }
}
