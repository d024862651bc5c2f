package io.whisperschema.testkit;

import java.util.List;
import java.util.stream.Stream;

/** Texts and names that are easily taken for something else. */
final class HostileWords {
    /** What somebody might put into a name or a text to have it executed. */
    static final List<String> INJECTIONS = List.of(
            "x'); DROP TABLE canary; --",
            "x\"; DROP TABLE canary; --",
            "x\"); DROP TABLE canary; --",
            "'; DELETE FROM canary; --",
            "*/ DROP TABLE canary; /*",
            "\\'; DROP TABLE canary; --",
            "$$; DROP TABLE canary; --",
            "x]; DROP TABLE canary; --",
            "`; DROP TABLE canary; --");

    /** Texts that are easily taken for something else. */
    static final List<String> TEXTS = Stream.concat(
                    INJECTIONS.stream(),
                    Stream.of(
                            "",
                            " ",
                            "it's",
                            "''",
                            "\"quoted\"",
                            "back\\slash",
                            "\\",
                            "\\n",
                            "two\nlines",
                            "tab\tand\r\nreturn",
                            "\u0001\u007f",
                            "ü 漢 😀 \u0301 \u202e",
                            "İıſ",
                            "NULL",
                            "null",
                            "true",
                            "1",
                            "1.0",
                            "now()",
                            "CURRENT_TIMESTAMP",
                            "{}",
                            "{\"a\": [1.0, null]}",
                            "?",
                            ":name",
                            "$1",
                            "$tag$",
                            "%s %n %",
                            "{fn now()}",
                            "E'\\n'",
                            "x::text",
                            "('a'::text)",
                            "--",
                            "/* */",
                            ";"))
            .toList();

    /** Names that must be quoted, or that look as if nothing needed to be. */
    static final List<String> NAMES = Stream.concat(
                    INJECTIONS.stream(),
                    Stream.of(
                            "select",
                            "table",
                            "order",
                            "group",
                            "user",
                            "where",
                            "index",
                            "default",
                            "check",
                            "primary",
                            "references",
                            "values",
                            "null",
                            "true",
                            "current_timestamp",
                            "limit",
                            "offset",
                            "window",
                            "constraint",
                            "foreign",
                            "unique",
                            "collate",
                            "generated",
                            "rowid",
                            "oid",
                            "length",
                            "lower",
                            "between",
                            "in",
                            "is",
                            "not",
                            "and",
                            "or",
                            "array",
                            "any",
                            "MixedCase",
                            "UPPER",
                            "with space",
                            " leading",
                            "1st",
                            "a.b",
                            "a\"b",
                            "\"",
                            "\"\"",
                            "a'b",
                            "a\\b",
                            "two\nlines",
                            "tab\t",
                            "ümläut",
                            "漢字",
                            "😀",
                            "İ",
                            "%s",
                            "?",
                            "$1",
                            "a$b",
                            "-",
                            "x".repeat(63),
                            "ü".repeat(31) + "y",
                            "😀".repeat(15) + "abc"))
            .toList();

    private HostileWords() {}
}
