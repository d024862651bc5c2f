package io.whisperschema.vector.embedded.internal.filter;

import io.whisperschema.vector.embedded.internal.filter.PayloadPath.Every;
import io.whisperschema.vector.embedded.internal.filter.PayloadPath.Index;
import io.whisperschema.vector.embedded.internal.filter.PayloadPath.Item;
import java.util.ArrayList;
import java.util.Optional;

/** Reads a path. A key is letters, digits, {@code _} and {@code -}, or anything but quotes and backslashes in quotes. */
final class PathParser {
    private final String text;
    private int at;

    PathParser(String text) {
        this.text = text;
    }

    Optional<PayloadPath> path() {
        Optional<String> first = key();
        var rest = new ArrayList<Item>();
        while (first.isPresent() && at < text.length()) {
            Optional<Item> item = item();
            if (item.isEmpty()) {
                return Optional.empty();
            }
            rest.add(item.get());
        }
        return first.map(key -> new PayloadPath(key, rest));
    }

    private Optional<Item> item() {
        return switch (text.charAt(at++)) {
            case '.' -> key().map(PayloadPath.Key::new);
            case '[' -> element();
            default -> Optional.empty();
        };
    }

    private Optional<Item> element() {
        int end = text.indexOf(']', at);
        if (end < 0) {
            return Optional.empty();
        }
        String number = text.substring(at, end);
        at = end + 1;
        return number.isEmpty() ? Optional.of(Every.ELEMENT) : index(number);
    }

    private static Optional<Item> index(String number) {
        if (!number.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Index(Integer.parseInt(number)));
        } catch (NumberFormatException tooLarge) {
            return Optional.of(new Index(Integer.MAX_VALUE));
        }
    }

    private Optional<String> key() {
        return at < text.length() && text.charAt(at) == '"' ? quotedKey() : bareKey();
    }

    private Optional<String> quotedKey() {
        int end = text.indexOf('"', at + 1);
        if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
            return Optional.empty();
        }
        String key = text.substring(at + 1, end);
        at = end + 1;
        return Optional.of(key);
    }

    private Optional<String> bareKey() {
        int start = at;
        while (at < text.length() && isBare(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at > start ? Optional.of(text.substring(start, at)) : Optional.empty();
    }

    private static boolean isBare(int letter) {
        return Letters.isAlphanumeric(letter) || letter == '_' || letter == '-';
    }

    /** A key as a path spells it. */
    static String quoted(String key) {
        boolean bare = !key.isEmpty() && key.codePoints().allMatch(PathParser::isBare);
        return bare ? key : '"' + key + '"';
    }
}
