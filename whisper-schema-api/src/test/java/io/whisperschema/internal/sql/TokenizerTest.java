package io.whisperschema.internal.sql;

import static io.whisperschema.definition.relational.DialectName.POSTGRES;
import static io.whisperschema.definition.relational.DialectName.SQLITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {
    static Stream<Arguments> oneToken() {
        return Stream.of(
                one("'it''s'", POSTGRES, Kind.STRING, "it's"),
                one("'a\\'", POSTGRES, Kind.STRING, "a\\"),
                one("E'a\\'b\\n\\\\'", POSTGRES, Kind.STRING, "a'b\n\\"),
                one("e'it''s'", POSTGRES, Kind.STRING, "it's"),
                one("E'\\x41\\101\\u0041\\U00000041'", POSTGRES, Kind.STRING, "AAAA"),
                one("E'\\xc3\\xa9\\q\\xz'", POSTGRES, Kind.STRING, "éqxz"),
                one("U&'d\\0061t\\+000061\\\\'", POSTGRES, Kind.STRING, "data\\"),
                one("U&\"d!0061t\" UESCAPE '!'", POSTGRES, Kind.QUOTED_NAME, "dat"),
                one("$$it's $a$ $$", POSTGRES, Kind.STRING, "it's $a$ "),
                one("$body$ $$ $body$", POSTGRES, Kind.STRING, " $$ "),
                one("N'a'", POSTGRES, Kind.STRING, "a"),
                one("B'101'", POSTGRES, Kind.BITS, "101"),
                one("X'1F'", POSTGRES, Kind.BITS, "1F"),
                one("X'1F'", SQLITE, Kind.BLOB, "1f"),
                one("x''", SQLITE, Kind.BLOB, ""),
                one("\"a\"\"B\"", POSTGRES, Kind.QUOTED_NAME, "a\"B"),
                one("[a \"b]", SQLITE, Kind.QUOTED_NAME, "a \"b"),
                one("`a``b`", SQLITE, Kind.QUOTED_NAME, "a`b"),
                one("Größe_1$", POSTGRES, Kind.WORD, "größe_1$"),
                one("ÄNDERN", POSTGRES, Kind.WORD, "Ändern"),
                one("Title", SQLITE, Kind.WORD, "Title"),
                one("1.5e-3", POSTGRES, Kind.NUMBER, "1.5e-3"),
                one(".5", SQLITE, Kind.NUMBER, ".5"),
                one("1.", SQLITE, Kind.NUMBER, "1."),
                one("0xFf", SQLITE, Kind.NUMBER, "0xFf"),
                one("0o17", POSTGRES, Kind.NUMBER, "0o17"),
                one("1_000", POSTGRES, Kind.NUMBER, "1000"),
                one("$1", POSTGRES, Kind.PARAMETER, "$1"),
                one("?12", SQLITE, Kind.PARAMETER, "?12"),
                one(":name", SQLITE, Kind.PARAMETER, ":name"),
                one("/* a /* b */ c */", POSTGRES, Kind.COMMENT, "/* a /* b */ c */"),
                one("/* a /* b */", SQLITE, Kind.COMMENT, "/* a /* b */"),
                one("/* to the end", SQLITE, Kind.COMMENT, "/* to the end"),
                one("-- a ' b", POSTGRES, Kind.COMMENT, "-- a ' b"));
    }

    private static Arguments one(String sql, DialectName dialect, Kind kind, String value) {
        return Arguments.of(sql, dialect, kind, value);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource
    void oneToken(String sql, DialectName dialect, Kind kind, String value) {
        assertThat(all(" \n" + sql, dialect)).containsExactly(new Token(kind, sql, value, 2, 2));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "postgres; a::text; a :: text",
                "postgres; a=-1; a = - 1",
                "postgres; a@-1; a @- 1",
                "postgres; a*-1--b; a * - 1 --b",
                "postgres; a->>'b'; a ->> 'b'",
                "postgres; a||b; a || b",
                "postgres; a<>b!=c; a <> b != c",
                "postgres; a+/*c*/b; a + /*c*/ b",
                "postgres; 1..10; 1 .. 10",
                "postgres; a[1:2]; a [ 1 : 2 ]",
                "postgres; a$b$c; a$b$c",
                "postgres; $a+$b; $ a + $ b",
                "postgres; 12ab; 12 ab",
                "postgres; 1e; 1 e",
                "postgres; a ? b; a ? b",
                "postgres; \\c x; \\ c x",
                "sqlite; a=-1; a = - 1",
                "sqlite; a==b; a == b",
                "sqlite; a->>b->c; a ->> b -> c",
                "sqlite; a<<b>=c; a << b >= c",
                "sqlite; a::b; a : :b",
                "sqlite; a/*b*/c; a /*b*/ c",
                "sqlite; (a,b).c; ( a , b ) . c"
            })
    void severalTokens(String dialect, String sql, String separated) {
        assertThat(all(sql, new DialectName(dialect)).stream().map(Token::text).collect(Collectors.joining(" ")))
                .isEqualTo(separated);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "postgres; 'a''",
                "postgres; E'a\\'",
                "postgres; \"a",
                "postgres; $a$ b $a",
                "postgres; /* /* */",
                "postgres; E'\\u00'",
                "postgres; U&'\\+110000'",
                "sqlite; 'a",
                "sqlite; [a",
                "sqlite; `a",
                "sqlite; x'1'",
                "sqlite; x'gg'"
            })
    void whatHasNoEndIsAnErrorInItsLine(String dialect, String sql) {
        assertThatThrownBy(() -> all("a\nb\n" + sql + "\n\n", new DialectName(dialect)))
                .isInstanceOfSatisfying(
                        SqlSyntaxException.class, e -> assertThat(e.line()).isEqualTo(3))
                .hasMessageStartingWith("line 3: ");
    }

    @Test
    void everyTokenStandsWhereItSays() {
        String sql = "SELECT /* x */ 'a\nb',\n \"c\" -- d\n, 1.5";

        assertThat(all(sql, POSTGRES)).allSatisfy(token -> {
            assertThat(sql.substring(token.start(), token.end())).isEqualTo(token.text());
            assertThat(token.line())
                    .isEqualTo(1
                            + sql.substring(0, token.start())
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count());
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyTextIsReadOrRefused(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String sql = noise(random);
            for (DialectName dialect : List.of(SQLITE, POSTGRES)) {
                assertThat(readableOrRefused(sql, dialect))
                        .as("seed %d, %s: %s", seed, dialect, sql)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", "'", "''", "\"", "$a$", "$a", "/*", "-", "+-", "a$", "[", "E'\\", "\n", "1_", "::", "U&'"})
    void anythingIsReadInOnePass(String piece) {
        String sql = piece.repeat(400_000 / piece.length());

        assertThat(readableOrRefused(sql, SQLITE)).isTrue();
        assertThat(readableOrRefused(sql, POSTGRES)).isTrue();
    }

    private static boolean readableOrRefused(String sql, DialectName dialect) {
        try {
            return all(sql, dialect).stream().allMatch(token -> sql.startsWith(token.text(), token.start()));
        } catch (SqlSyntaxException e) {
            return true;
        }
    }

    private static String noise(Random random) {
        String alphabet = "aAeEuUxX&'\"$\\[]`(){}:;,.+-*/<>=!~?@#0189_ \n\t\0éÅ\uD83D\uDE00\uD83D";
        return random.ints(random.nextInt(40), 0, alphabet.length())
                .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
                .collect(Collectors.joining());
    }

    private static List<Token> all(String sql, DialectName dialect) {
        var tokens = new ArrayList<Token>();
        var tokenizer = Tokenizer.over(sql, dialect);
        for (Optional<Token> next = tokenizer.next(); next.isPresent(); next = tokenizer.next()) {
            tokens.add(next.get());
        }
        return tokens;
    }
}
