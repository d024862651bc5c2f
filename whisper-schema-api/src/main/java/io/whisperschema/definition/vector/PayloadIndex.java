package io.whisperschema.definition.vector;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.whisperschema.internal.Checks;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An index over a payload field.
 *
 * @param type what the values are indexed as; usually the field's own type
 * @param options how it differs from a plain index of its type, in the order of {@link Option}
 * @param analysis how text is cut into tokens, the server's choice when absent
 */
public record PayloadIndex(PayloadType type, List<Option> options, Optional<TextAnalysis> analysis) {
    public PayloadIndex {
        String place = type.text() + " index";
        Checks.that(
                type != PayloadType.OBJECT, place, "an object cannot be indexed", "Index one of its fields, by path.");
        options = options.stream().sorted().distinct().toList();
        for (Option option : options) {
            Checks.that(
                    option.types().contains(type),
                    place,
                    "it cannot be " + option.text(),
                    "That is for "
                            + option.types().stream().map(PayloadType::text).collect(joining(", ")) + ".");
        }
        Checks.that(
                analysis.isEmpty() || type == PayloadType.TEXT,
                place,
                "only text is cut into tokens",
                "Index the field as text or leave the analysis out.");
    }

    /** How an index differs from a plain one. */
    public enum Option {
        /** The field tells tenants apart; the server keeps a tenant's points together. */
        TENANT,
        /** The field is what most searches limit; the server sorts points by it. */
        PRINCIPAL,
        /** The index stays on disk. */
        ON_DISK,
        /** Equality is not indexed. */
        WITHOUT_LOOKUP,
        /** Ranges are not indexed. */
        WITHOUT_RANGE;

        private Set<PayloadType> types() {
            return switch (this) {
                case TENANT -> EnumSet.of(PayloadType.KEYWORD, PayloadType.UUID);
                case PRINCIPAL -> EnumSet.of(PayloadType.INTEGER, PayloadType.FLOAT, PayloadType.DATETIME);
                case ON_DISK -> EnumSet.complementOf(EnumSet.of(PayloadType.OBJECT));
                case WITHOUT_LOOKUP, WITHOUT_RANGE -> EnumSet.of(PayloadType.INTEGER);
            };
        }

        /** The option as words with underscores. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How text is cut into tokens.
     *
     * @param tokenizer by which rule
     * @param shortest the length of the shortest token that counts
     * @param longest the length of the longest token that counts
     * @param casing whether upper and lower case are told apart, the server's choice when absent
     */
    public record TextAnalysis(
            Tokenizer tokenizer, OptionalInt shortest, OptionalInt longest, Optional<Casing> casing) {
        public TextAnalysis {
            requireNonNull(tokenizer);
            requireNonNull(casing);
            Checks.that(
                    shortest.orElse(1) >= 1 && shortest.orElse(1) <= longest.orElse(Integer.MAX_VALUE),
                    "text index",
                    "no token is of length " + shortest.orElse(1) + " to " + longest.orElse(Integer.MAX_VALUE),
                    "Give 1 or more, the shortest first.");
        }

        /** By that rule, tokens of any length. */
        public static TextAnalysis by(Tokenizer tokenizer) {
            return new TextAnalysis(tokenizer, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
        }
    }

    /** Where one token ends and the next begins. */
    public enum Tokenizer {
        /** At spaces, punctuation and special characters. */
        WORD,
        /** At spaces. */
        WHITESPACE,
        /** As {@link #WORD}, and every beginning of a word is a token too. */
        PREFIX,
        /** By the rules of many languages. */
        MULTILINGUAL;

        /** The rule as a word. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether upper and lower case are told apart. */
    public enum Casing {
        /** They are the same. */
        LOWERCASE,
        /** They differ. */
        AS_WRITTEN;

        /** The choice as a word. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A plain index of that type. */
    public static PayloadIndex of(PayloadType type) {
        return new PayloadIndex(type, List.of(), Optional.empty());
    }

    /** With that option too. */
    public PayloadIndex with(Option option) {
        var more = new ArrayList<>(options);
        more.add(option);
        return new PayloadIndex(type, more, analysis);
    }

    /** With text cut into tokens that way. */
    public PayloadIndex analysed(TextAnalysis analysis) {
        return new PayloadIndex(type, options, Optional.of(analysis));
    }
}
