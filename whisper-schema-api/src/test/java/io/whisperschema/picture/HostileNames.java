package io.whisperschema.picture;

import java.util.stream.Stream;

/** Names that mean something to whoever takes them for more than names. */
final class HostileNames {
    private HostileNames() {}

    static Stream<String> all() {
        return Stream.of(
                "<script>alert(1)</script>",
                "</title></style><img src=x onerror=x>",
                "\" onload=\"x",
                "'><svg/onload=x>",
                "&amp;&#34;",
                "a name with spaces",
                "hy-phen.ated",
                "line\nbreak\r\ttab",
                "right\u202Eto left",
                "\u05E9\u05DC\u05D5\u05DD",
                "\u6F22\u5B57\u306E\u8868",
                "\uD83D\uDE00 smile",
                "back\\slash`tick",
                "100%",
                "%%{init: {}}%%",
                "%% comment",
                "a;b#c:d~e~",
                "#quot;",
                "direction LR",
                "DIRECTION\tTB",
                "erDiagram",
                "style",
                "classDef x fill:#f00;",
                "class",
                "subgraph",
                "end",
                "one",
                "many",
                "zero or one",
                "to",
                "u",
                "title",
                "accTitle: x",
                "accDescr {",
                "pk",
                "FK",
                "uk-1",
                "pk\u00E9",
                "1st",
                "_",
                "__proto__",
                "constructor",
                "table_1",
                "}",
                "{",
                "[x]",
                "||--o{",
                "---",
                "two\u2028lines",
                "%s %d");
    }
}
