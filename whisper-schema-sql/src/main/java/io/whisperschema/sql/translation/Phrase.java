package io.whisperschema.sql.translation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Words of the other database's.
 *
 * @param sql the words
 * @param kind the kind of their values
 * @param binding what they are as a part of more words
 */
record Phrase(String sql, Kind kind, Binding binding) {
    /** What words are, from what needs brackets nearly everywhere to what never does. */
    enum Binding {
        OR,
        AND,
        NOT,
        COMPARISON,
        OPERATION,
        WHOLE
    }

    static Phrase whole(String sql, Kind kind) {
        return new Phrase(sql, kind, Binding.WHOLE);
    }

    static Phrase comparison(String sql) {
        return new Phrase(sql, Kind.TRUTH, Binding.COMPARISON);
    }

    static Phrase operation(String sql, Kind kind) {
        return new Phrase(sql, kind, Binding.OPERATION);
    }

    /** The words as they stand where at least that much holds together. */
    String within(Binding least) {
        return binding.compareTo(least) < 0 ? "(" + sql + ")" : sql;
    }

    /** The words as a part of an operation, whatever else is in it. */
    String part() {
        return within(Binding.WHOLE);
    }

    /** Two conditions with {@code and} or {@code or} between them. */
    static Phrase logical(Phrase left, String operator, Phrase right) {
        Binding binding = operator.equals("and") ? Binding.AND : Binding.OR;
        return new Phrase(
                left.condition(binding) + " " + binding + " " + right.condition(binding), Kind.TRUTH, binding);
    }

    private String condition(Binding beside) {
        return binding == beside ? sql : within(Binding.NOT);
    }

    /** The kind of values of which some are of this phrase, some of that. */
    static Kind kind(List<Phrase> phrases) {
        return phrases.stream()
                .map(Phrase::kind)
                .reduce(
                        Kind.ANY,
                        (one, other) -> one.with(other)
                                .orElseThrow(() ->
                                        new Untranslatable("it is now a " + one.word() + ", now a " + other.word())));
    }

    /** The phrases with commas between them. */
    static String list(List<Phrase> phrases) {
        return phrases.stream().map(Phrase::sql).collect(Collectors.joining(", "));
    }

    Phrase of(Kind other) {
        return new Phrase(sql, other, binding);
    }
}
