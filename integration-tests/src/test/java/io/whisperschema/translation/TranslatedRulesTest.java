package io.whisperschema.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.postgres.PostgresDialect;
import io.whisperschema.sqlite.SqliteDialect;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule of one database refuses on the other what it refuses at home, also where their operators differ. */
@WithDatabases
class TranslatedRulesTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
            a IS b                                  ! 1, 1, NULL    ! 1, NULL, NULL
            a IS NOT 1                              ! NULL, 1, NULL ! 1, 1, NULL
            c LIKE 'a\\_b'                         ! 1, 1, 'a\\xb' ! 1, 1, 'a_b'
            c LIKE 'A#_b' ESCAPE '#'                ! 1, 1, 'a_B'   ! 1, 1, 'axb'
            max(a, b) > 3                           ! 1, NULL, NULL ! 1, 2, NULL
            min(a, b) > 3                           ! NULL, 1, NULL ! 4, 2, NULL
            a / b > 1                               ! 4, 0, NULL    ! 3, 2, NULL
            substr(c, -2) = 'lo'                    ! 1, 1, 'hello' ! 1, 1, 'helo-'
            round(a / 2.0) = 3                      ! 5, 1, NULL    ! 4, 1, NULL
            CAST(a / 2.0 AS INTEGER) = -2           ! -5, 1, NULL   ! -6, 1, NULL
            (a = 1) + (b = 1) = 1                   ! 1, 2, NULL    ! 1, 1, NULL
            a + b * 2 = 7 AND a & 1 << 1 = 2        ! 1, 3, NULL    ! 3, 1, NULL
            c ->> 'a.b' = 'x'                       ! 1, 1, '{"a.b":"x"}' ! 1, 1, '{"a":{"b":"x"}, "a.b":"y"}'
            c >= 'a' AND upper(c) <= 'Z'            ! 1, 1, 'b'     ! 1, 1, 'B'
            a LIKE '1%' AND length(b) + 1 > 2       ! 12, 10, NULL  ! 21, 10, NULL
            CASE a WHEN 1 THEN b > 1 ELSE c IS NULL END ! 1, 2, 'x' ! 2, 2, 'x'
            iif(a, b, 0) = 5 OR a IN ()             ! 1, 5, NULL    ! 0, 5, NULL
            """)
    void ofSqlite(String rule, String taken, String refused, PostgresDatabase postgres, SqliteDatabase sqlite) {
        String script = "CREATE TABLE t (a INTEGER, b INTEGER, c TEXT, CHECK (" + rule + "))";
        Scripts.run(script, sqlite.dataSource());
        Scripts.run(PostgresDialect.dialect().translate(script).ddl().text(), postgres.dataSource());

        bothTake(taken, refused, postgres, sqlite);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
            c ILIKE '50\\%'                        ! 1, 1, '50%'     ! 1, 1, '50\\x'
            c LIKE '[a]^]%'                         ! 1, 1, '[a]^]z'  ! 1, 1, 'a^]z'
            c LIKE '_#%' ESCAPE '#'                 ! 1, 1, 'a%'      ! 1, 1, 'ab'
            a + b || c = '2x'                       ! 1, 1, 'x'       ! 1, 2, 'x'
            greatest(a, b) > 3                      ! 4, NULL, NULL   ! 1, NULL, NULL
            least(a, b) > 3                         ! NULL, 4, NULL   ! 5, 1, NULL
            a::numeric / 2 > 1                      ! 3, 1, NULL      ! 2, 1, NULL
            substring(c from 2 for 1) = 'b'         ! 1, 1, 'abc'     ! 1, 1, 'bca'
            a IS DISTINCT FROM b                    ! 1, NULL, NULL   ! NULL, NULL, NULL
            a = ANY (ARRAY[1, 2]) AND b <> ALL (ARRAY[1, 2]) ! 1, 3, NULL ! 1, 2, NULL
            NOT (a = 1 AND b = 1) AND mod(a, 2) = 1 ! 1, 2, NULL      ! 2, 1, NULL
            CASE WHEN a > b THEN c = 'x' END        ! 1, 2, 'y'       ! 2, 1, 'y'
            coalesce(c, 'q') <> 'q'                 ! 1, 1, 'x'       ! 1, 1, NULL
            d > 5                                   ! 1, 1, 'x'       ! 1, 1, 'small'
            """)
    void ofPostgres(String rule, String taken, String refused, PostgresDatabase postgres, SqliteDatabase sqlite) {
        // A long number is a text on SQLite, where '10' would be before '5'.
        String script = "CREATE TABLE t (a integer, b integer, c text,"
                + " d numeric GENERATED ALWAYS AS (CASE WHEN c = 'small' THEN 5 ELSE 10 END) STORED, CHECK (" + rule
                + "))";
        Scripts.run(script, postgres.dataSource());
        Scripts.run(SqliteDialect.dialect().translate(script).ddl().text(), sqlite.dataSource());

        bothTake(taken, refused, postgres, sqlite);
    }

    private static void bothTake(String taken, String refused, PostgresDatabase postgres, SqliteDatabase sqlite) {
        for (var database : List.of(postgres.dataSource(), sqlite.dataSource())) {
            assertThat(Scripts.answer("INSERT INTO t (a, b, c) VALUES (" + taken + ")", database))
                    .isEqualTo(Scripts.Answer.TAKEN);
            assertThat(Scripts.answer("INSERT INTO t (a, b, c) VALUES (" + refused + ")", database))
                    .isEqualTo(Scripts.Answer.REFUSED);
        }
    }
}
