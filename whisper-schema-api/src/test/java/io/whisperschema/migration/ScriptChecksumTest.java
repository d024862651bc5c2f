package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.relational.DialectName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checksums of SQL, which databases keep for ever. */
class ScriptChecksumTest {
    /** Each kind of token that PostgreSQL knows. */
    private static final String POSTGRES = """
            -- people /* and no more
            CREATE TABLE Users (id BIGINT PRIMARY KEY, "Full ""Name\""" TEXT DEFAULT 'it''s', mask BIT(4) DEFAULT B'0101');
            /* rows /* of them */ all */
            INSERT INTO users VALUES (0x1F, E'a\\'b\\n', X'1f'), (1_000, N'n', .5e-3), (2, U&'d!0061t' UESCAPE '!', 7.);
            CREATE FUNCTION one(int) RETURNS int LANGUAGE sql AS $body$ SELECT 1; -- one
            $body$;
            PREPARE p AS SELECT id FROM users WHERE a->>'x' = $1 AND b <> -2 AND names[1:2]::text[] !~* 'ß';
            GRANT SELECT ON users TO ${reader};
            COPY users (id, mask) FROM stdin;
            1\t\\N
            2\tIt's -- no comment
            \\.
            """;

    /** Each kind of token that SQLite knows. */
    private static final String SQLITE = """
            -- people /* and no more
            CREATE TABLE Users (id INTEGER PRIMARY KEY, "Full ""Name\""" TEXT DEFAULT 'it''s', [a b] BLOB DEFAULT x'0A1f');
            /* rows /* of them */
            INSERT INTO users VALUES (0x1F, `q`, .5e-3), (1_000, 'e', 7.);
            CREATE TRIGGER t AFTER INSERT ON users BEGIN DELETE FROM users WHERE id == -1; END;
            SELECT a->>'x' || b FROM users WHERE c IN (?, ?2, :three, @four, $five) AND d <> 'ß';
            DELETE FROM users WHERE name = ${reader};
            """;

    /** Never to be corrected: a database that has it would stop every start. */
    @Test
    void theyAreWhatTheyEverWere() {
        assertThat(meaning(POSTGRES, DialectName.POSTGRES))
                .isEqualTo("tokens-1:d3336d6012e2f27efa8efd2541f54180c900c4d02fcf20cabb5b0edc773aafb8");
        assertThat(meaning(SQLITE, DialectName.SQLITE))
                .isEqualTo("tokens-1:10f5bcfada8bc631c3d3ba480c39daadf1350b31b58537007f66da07fd6eb6d9");
    }

    /** What does not count is frozen as well as what does. */
    @Test
    void commentsWhiteSpaceTheCaseOfWordsAndTheLastSemicolonsDoNotCount() {
        String words = "create table USERS(id bigint);select /* all */ ID\r\n from users -- of them\n;;";

        for (DialectName dialect : List.of(DialectName.POSTGRES, DialectName.SQLITE)) {
            assertThat(meaning(words, dialect))
                    .isEqualTo(meaning("CREATE TABLE users (id BIGINT);\nSELECT id FROM users", dialect))
                    .isEqualTo("tokens-1:2ad2d273d2f930096177c8642887d958861c72ae052e19073bb85f5a0aac29a0");
        }
    }

    @Test
    void theEndsOfLinesDoNotCountInRowsAndDoInStrings() {
        String rows = "COPY users FROM stdin;\n1\n\\.\n";

        assertThat(meaning(rows.replace("\n", "\r\n"), DialectName.POSTGRES))
                .isEqualTo(meaning(rows, DialectName.POSTGRES))
                .isEqualTo("tokens-1:6dd98baf26aebff0facf411cd208e38420c6dcb1f2c7778b74c54738ae6bfad1");
        assertThat(meaning("SELECT 'a\r\nb'", DialectName.POSTGRES))
                .isNotEqualTo(meaning("SELECT 'a\nb'", DialectName.POSTGRES));
    }

    /** A string that has no end, with a semicolon that is no last one. */
    @Test
    void aTextThatIsNoSqlMeansWhatItIs() {
        assertThat(meaning("SELECT 'a;", DialectName.SQLITE))
                .isEqualTo("tokens-1:4c6963c4435b2af5cada0e5dc1b5b505397955ae2592c6f761060396836fb7dd");
        assertThat(meaning("SELECT  'a;", DialectName.SQLITE)).isNotEqualTo(meaning("SELECT 'a;", DialectName.SQLITE));
    }

    private static String meaning(String sql, DialectName dialect) {
        return Migration.of(1, "a").sql(sql).checksum(dialect).meaning();
    }
}
