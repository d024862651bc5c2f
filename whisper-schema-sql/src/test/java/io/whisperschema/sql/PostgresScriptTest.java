package io.whisperschema.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.sql.ScriptStatement.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresScriptTest {
    @ParameterizedTest
    @MethodSource
    void aStatementEndsWherePsqlEndsIt(String script, List<String> statements) {
        assertThat(PostgresScript.split(script))
                .extracting(statement -> statement.line() + ": " + statement.text())
                .isEqualTo(statements);
    }

    static Stream<Arguments> aStatementEndsWherePsqlEndsIt() {
        return Stream.of(
                argumentSet("nothing", "", List.of()),
                argumentSet("semicolons alone", ";;\n ;", List.of()),
                argumentSet("the last without a semicolon", "a;\nb", List.of("1: a", "2: b")),
                argumentSet(
                        "a semicolon in quotes", "a ';' \";\" E'\\';';\nb;", List.of("1: a ';' \";\" E'\\';'", "2: b")),
                argumentSet("doubled quotes", "a 'it''s;'; b", List.of("1: a 'it''s;'", "1: b")),
                argumentSet(
                        "dollar quotes", "a $$;$$; b $x$ $$;$y$ $x$;", List.of("1: a $$;$$", "1: b $x$ $$;$y$ $x$")),
                argumentSet("line comments", "-- a;\nb -- ;\n;-- c", List.of("2: b")),
                argumentSet("nested comments", "/* /* ; */ ; */ a;\n", List.of("1: a")),
                argumentSet(
                        "a line that is psql's own",
                        "\\restrict it's; no quote\nSET a = 1;\n\\unrestrict x",
                        List.of("1: \\restrict it's; no quote", "2: SET a = 1", "3: \\unrestrict x")),
                argumentSet("psql's own way to send", "SELECT 1 \\gexec\nb;", List.of("1: SELECT 1 \\gexec", "2: b")),
                argumentSet(
                        "several actions of a rule",
                        "CREATE RULE r AS ON DELETE TO t DO (a; b); c",
                        List.of("1: CREATE RULE r AS ON DELETE TO t DO (a; b)", "1: c")),
                argumentSet(
                        "a body in SQL",
                        "CREATE OR REPLACE FUNCTION f() RETURNS int\nBEGIN ATOMIC\n SELECT CASE WHEN a THEN 1 END;\n SELECT 2;\nEND;\nb;",
                        List.of(
                                "1: CREATE OR REPLACE FUNCTION f() RETURNS int\nBEGIN ATOMIC\n SELECT CASE WHEN a THEN 1"
                                        + " END;\n SELECT 2;\nEND",
                                "6: b")),
                argumentSet("a transaction", "BEGIN; a; END;", List.of("1: BEGIN", "1: a", "1: END")));
    }

    @Test
    void theRowsOfACopyAreTold() {
        List<ScriptStatement> statements = PostgresScript.split(
                "COPY t (a) FROM stdin;\n1;\t'\n\\\\.\n\\.\nCOPY u FROM STDIN WITH (FORMAT csv);\r\n\\.\r\nx");
        assertThat(statements)
                .containsExactly(
                        new ScriptStatement(Kind.COPY, "COPY t (a) FROM stdin", "1;\t'\n\\\\.\n", 1),
                        new ScriptStatement(Kind.COPY, "COPY u FROM STDIN WITH (FORMAT csv)", "", 5),
                        new ScriptStatement(Kind.SQL, "x", "", 7));
    }

    @Test
    void aCopyToOrFromAFileHasNoRows() {
        assertThat(PostgresScript.split("COPY t TO stdout; COPY t FROM '/x'; COPY (SELECT a FROM stdin) TO stdout"))
                .extracting(ScriptStatement::kind)
                .containsOnly(Kind.SQL)
                .hasSize(3);
    }

    @ParameterizedTest
    @MethodSource
    void whatHasNoEndIsRefusedWithTheLineItBeginsIn(String script, int line, String problem) {
        assertThatThrownBy(() -> PostgresScript.split(script))
                .isInstanceOfSatisfying(
                        SqlSyntaxException.class, e -> assertThat(e.line()).isEqualTo(line))
                .hasMessageContaining(problem);
    }

    static Stream<Arguments> whatHasNoEndIsRefusedWithTheLineItBeginsIn() {
        return Stream.of(
                argumentSet("a string", "a;\nb 'c;\n", 2, "string"),
                argumentSet("an escaped string", "\n\nE'\\'", 3, "string"),
                argumentSet("a name", "a \"b", 1, "quoted name"),
                argumentSet("a dollar quote", "a;\n\nb $x$ $y$;", 3, "$x$"),
                argumentSet("a comment", "a /* /* */", 1, "comment"),
                argumentSet("rows", "a;\nCOPY t FROM stdin;\n1\n2\n", 2, "rows"));
    }

    @Test
    void aBracketThatIsNeverClosedTakesTheRest() {
        assertThat(PostgresScript.split("a (; b;"))
                .extracting(ScriptStatement::text)
                .containsExactly("a (; b;");
    }

    @Test
    void timeGrowsWithLengthOnly() {
        String script = "INSERT INTO t VALUES ('x');\nCOPY t FROM stdin;\n1\n\\.\n\\echo x\n".repeat(30_000);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(PostgresScript.split(script)).hasSize(90_000));
    }
}
