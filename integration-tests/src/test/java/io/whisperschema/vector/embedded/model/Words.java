package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How an index reads texts. */
record Words(TextIndexParams params, TokenizerType tokenizer) {
    List<String> ofText(String text) {
        return tokenizer == TokenizerType.Prefix
                ? words(text).flatMap(this::beginnings).toList()
                : words(text).filter(word -> word.length() <= longest()).toList();
    }

    List<String> ofQuery(String text) {
        return tokenizer == TokenizerType.Prefix
                ? words(text)
                        .map(word -> word.substring(0, (int) Math.min(word.length(), longest())))
                        .toList()
                : ofText(text);
    }

    private Stream<String> beginnings(String word) {
        return Stream.iterate(Math.max(1, (int) params.getMinTokenLen()), length -> length + 1)
                .limit(word.length())
                .takeWhile(length -> length <= word.length() && length <= longest())
                .map(length -> word.substring(0, length));
    }

    private Stream<String> words(String text) {
        String between = tokenizer == TokenizerType.Whitespace ? "\\s+" : "[^\\p{IsAlphabetic}\\p{N}]+";
        boolean lowercase = !params.hasLowercase() || params.getLowercase();
        return Arrays.stream(text.split(between))
                .filter(word -> !word.isEmpty())
                .map(word -> lowercase ? word.toLowerCase(Locale.ROOT) : word)
                .filter(word -> word.length() >= params.getMinTokenLen());
    }

    private long longest() {
        return params.hasMaxTokenLen() ? params.getMaxTokenLen() : Long.MAX_VALUE;
    }
}
