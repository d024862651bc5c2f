package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes texts apart as the index on a field is told to. The multilingual tokenizer reads words as {@code word} does, so
 * it does not know where words end in scripts without spaces.
 */
final class Tokenizer {
    private static final Map<Integer, String> LETTERS_OF_THEIR_OWN = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'ẞ', "SS"),
            Map.entry((int) 'Æ', "AE"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'Œ', "OE"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'Ø', "O"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'Đ', "D"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'Ð', "D"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'Ł', "L"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'Þ', "TH"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ı', "i"));

    private final TokenizerType type;
    private final boolean lowercase;
    private final boolean asciiFolding;
    private final Set<String> stopwords;
    private final long shortest;
    private final long longest;

    private Tokenizer(TokenizerType type, TextIndexParams params) {
        this.type = type;
        this.lowercase = !params.hasLowercase() || params.getLowercase();
        this.asciiFolding = params.getAsciiFolding();
        this.stopwords =
                params.getStopwords().getCustomList().stream().map(this::cased).collect(Collectors.toUnmodifiableSet());
        this.shortest = params.getMinTokenLen();
        this.longest = params.hasMaxTokenLen() ? params.getMaxTokenLen() : Long.MAX_VALUE;
    }

    /** A field without parameters is read in words. */
    static Tokenizer of(FieldSchema schema) {
        TextIndexParams params = schema.params().getTextIndexParams();
        return new Tokenizer(schema.params().hasTextIndexParams() ? params.getTokenizer() : TokenizerType.Word, params);
    }

    /** The tokens that a text is found by, in order. */
    List<String> ofDocument(String text) {
        return type == TokenizerType.Prefix ? prefixes(text) : tokens(text);
    }

    /** The tokens that a text searches for, in order. */
    List<String> ofQuery(String text) {
        return type == TokenizerType.Prefix ? longestPrefixes(text) : tokens(text);
    }

    private List<String> tokens(String text) {
        return words(text).stream()
                .map(this::token)
                .flatMap(Optional::stream)
                .filter(token -> length(token) <= longest)
                .toList();
    }

    private List<String> words(String text) {
        return type == TokenizerType.Whitespace ? Letters.words(text) : Letters.alphanumericWords(text);
    }

    /** Nothing for stopwords and for what is too short. */
    private Optional<String> token(String word) {
        String token = cased(folded(word));
        return stopwords.contains(token) || length(token) < shortest ? Optional.empty() : Optional.of(token);
    }

    private List<String> prefixes(String text) {
        var prefixes = new ArrayList<String>();
        words(text).stream().map(this::token).flatMap(Optional::stream).forEach(word -> {
            long most = Math.min(longest, length(word));
            for (long length = Math.max(1, shortest); length <= most; length++) {
                prefixes.add(prefix(word, length));
            }
        });
        return prefixes;
    }

    /** Stopwords too, since what is typed may be the beginning of another word. */
    private List<String> longestPrefixes(String text) {
        return words(text).stream()
                .map(word -> cased(folded(word)))
                .filter(word -> length(word) >= shortest)
                .map(word -> prefix(word, longest))
                .toList();
    }

    private static String prefix(String word, long length) {
        return length(word) <= length ? word : word.substring(0, word.offsetByCodePoints(0, (int) length));
    }

    private static int length(String word) {
        return word.codePointCount(0, word.length());
    }

    private String cased(String word) {
        return lowercase ? word.toLowerCase(Locale.ROOT) : word;
    }

    private String folded(String word) {
        if (!asciiFolding || word.chars().allMatch(letter -> letter < 128)) {
            return word;
        }
        var folded = new StringBuilder();
        Normalizer.normalize(word, Normalizer.Form.NFKD)
                .codePoints()
                .filter(letter -> Character.getType(letter) != Character.NON_SPACING_MARK)
                .forEach(
                        letter -> folded.append(LETTERS_OF_THEIR_OWN.getOrDefault(letter, Character.toString(letter))));
        return folded.toString();
    }
}
