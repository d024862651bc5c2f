package io.whisperschema.testkit;

import java.util.List;
import java.util.stream.Stream;

/** Texts that a key, a pattern of keys or a script might take for something else. */
final class HostileCacheWords {
    private HostileCacheWords() {}

    static List<String> all() {
        return Stream.concat(
                        HostileWords.TEXTS.stream().filter(text -> !text.isBlank()),
                        Stream.of(
                                "*",
                                "a:b",
                                "a:b:token",
                                "{a}",
                                "}{",
                                "[a-z]",
                                "%41",
                                "%",
                                "\0",
                                "\r\nFLUSHALL\r\n",
                                "' .. redis.call('flushall') .. '",
                                "x".repeat(3000)))
                .distinct()
                .toList();
    }
}
