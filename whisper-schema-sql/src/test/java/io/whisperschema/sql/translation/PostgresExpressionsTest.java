package io.whisperschema.sql.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.sql.ExpressionReader;
import io.whisperschema.sql.ExpressionWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresExpressionsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
            (email ~~ '%@_%'::text)                     ! email GLOB '*@?*'
            email LIKE 'a*%'                            ! email GLOB 'a[*]*'
            (email ~~* 'A%'::text)                      ! email LIKE 'A%'
            email ILIKE 'a'                             ! email LIKE 'a'
            (n % 2) = 0                                 ! n % 2 = 0
            ((email)::text || ':'::text) <> ''          ! email || ':' <> ''
            email = ANY (ARRAY['a'::text, 'b'::text])   ! email IN ('a', 'b')
            email <> ALL ((ARRAY['a'::varchar])::text[]) ! email NOT IN ('a')
            (data ->> 'kind'::text) = 'x'               ! data ->> 'kind' = 'x'
            char_length(btrim(email)) > 0               ! length(trim(email)) > 0
            GREATEST(n, 3) > strpos(email, '@')         ! max(coalesce(n, 3), 3) > instr(email, '@')
            (n)::numeric > 0.5                          ! n > 0.5
            email LIKE 'a\\%_'                         ! email GLOB 'a%?'
            email ILIKE 'a#%' ESCAPE '#'                ! email LIKE 'a#%' ESCAPE '#'
            email ILIKE 'a\\%'                         ! email LIKE 'a\\%' ESCAPE '\\'
            n + n || email = '2'                        ! CAST(n + n AS TEXT) || email = '2'
            n::numeric / 2 > 1                          ! CAST(n AS REAL) / 2 > 1
            state = 'sad'::public.mood                  ! state = 'sad'
            digits > 5 AND digits IS NOT NULL           ! CAST(digits AS REAL) > 5 AND digits IS NOT NULL
            substring(email from 2 for 3) = 'a'         ! substr(email, 2, 3) = 'a'
            least(n, 3) IS DISTINCT FROM n              ! min(coalesce(n, 3), 3) IS NOT n
            at > '2020-01-01T02:00:00+02'::timestamptz  ! at > '2020-01-01 00:00:00+00'
            NOT (n = 1 OR n + 1 = 3) AND n IS NULL      ! NOT (n = 1 OR n + 1 = 3) AND n IS NULL
            CASE WHEN n > 1 THEN true ELSE false END    ! CASE WHEN n > 1 THEN TRUE ELSE FALSE END
            """)
    void wordsOfPostgresAreThoseOfSqlite(String postgres, String sqlite) {
        assertThat(raw().translate(postgres)).isEqualTo(sqlite);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
            email ~ '^a'                  ! regular expressions
            data @> '{}'::jsonb           ! @>
            to_tsvector(email) IS NULL    ! to_tsvector
            (n)::date > '2020-01-01'      ! casts to date
            email LIKE email              ! plain text
            state > 'sad'                 ! order by their letters
            state BETWEEN 'a' AND 'b'     ! order by their letters
            (data ->> 'n') = '5'          ! number or truth value in JSON
            data = '{}'::jsonb            ! by its text
            substr(email, -1) = 'a'       ! no plain number
            round(n / 2.0) = 1            ! round
            at > day                      ! compares time with day
            email ILIKE 'ä%'              ! ASCII only
            (email, n) = ('a', 1)         ! a row of values
            n IN (SELECT 1)               ! SELECT
            other > 3                     ! other, which is no column
            """)
    void whatSqliteDoesNotHaveIsSaidAndNotGuessed(String postgres, String why) {
        assertThatThrownBy(() -> raw().translate(postgres))
                .isInstanceOfSatisfying(
                        Untranslatable.class,
                        untranslatable -> assertThat(untranslatable.why()).contains(why));
    }

    @ParameterizedTest(name = "{1} default {0}")
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
            now()                                   ! timestamp ! CURRENT_TIMESTAMP
            (now() AT TIME ZONE 'utc'::text)        ! timestamp ! CURRENT_TIMESTAMP
            timezone('UTC'::text, now())            ! timestamp ! CURRENT_TIMESTAMP
            CURRENT_DATE                            ! date      ! CURRENT_TIMESTAMP
            'new'::public.state                     ! text      ! 'new'
            upper('a'::text)                        ! text      ! upper('a')
            'yes'::boolean                          ! boolean   ! TRUE
            'OF'::boolean                           ! boolean   ! FALSE
            '01:00:00'::interval                    ! text      ! '01:00:00'
            '2024-01-01'::timestamp with time zone  ! timestamp ! '2024-01-01'
            """)
    void aDefaultIsOneThatSqliteTakes(String postgres, String type, String sqlite) {
        Expression value = ExpressionReader.readDefault(postgres, DialectName.POSTGRES);
        Expression translated = new PostgresDefaultValues(raw()).of(value, ScalarType.of(type));

        assertThat(ExpressionWriter.write(translated, ExpressionWriter.Style.SQLITE))
                .isEqualTo(sqlite);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
            nextval('public.numbers'::regclass) ! SQLite has no sequences
            CURRENT_USER                        ! current_user
            '{1,2}'::integer[]                  ! no arrays
            """)
    void aDefaultThatSqliteDoesNotHaveIsLeftOut(String postgres, String why) {
        Expression value = ExpressionReader.readDefault(postgres, DialectName.POSTGRES);

        assertThatThrownBy(() -> new PostgresDefaultValues(raw()).of(value, ScalarType.TEXT))
                .isInstanceOfSatisfying(
                        Untranslatable.class,
                        untranslatable -> assertThat(untranslatable.why()).contains(why));
    }

    @ParameterizedTest(name = "{1} default {0}")
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
            'maybe'::boolean                        ! boolean
            'infinity'::timestamp with time zone    ! timestamp
            'today'::date                           ! date
            'NaN'::double precision                 ! real
            'a\\\\001'::bytea                       ! blob
            """)
    void aConstantThatSqliteWouldTakeForAnotherIsLeftOut(String postgres, String type) {
        Expression value = Expression.raw(DialectName.POSTGRES, postgres);

        assertThatThrownBy(() -> new PostgresDefaultValues(raw()).of(value, ScalarType.of(type)))
                .isInstanceOf(Untranslatable.class);
    }

    private static PostgresRaw raw() {
        var columns = new TableColumns();
        columns.add("email", ScalarType.TEXT);
        columns.add("n", ScalarType.BIGINT);
        columns.add("data", ScalarType.JSONB);
        columns.add("at", ScalarType.TIMESTAMP);
        columns.add("day", ScalarType.DATE);
        columns.add("state", ScalarType.TEXT, Kind.LABEL);
        columns.add("digits", ScalarType.TEXT, Kind.DIGITS);
        return new PostgresRaw(columns);
    }
}
