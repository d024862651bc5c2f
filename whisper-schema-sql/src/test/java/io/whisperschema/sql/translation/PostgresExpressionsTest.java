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
            (email ~~ '%@_%'::text)                     ! (email GLOB '*@?*')
            email LIKE 'a*%'                            ! email GLOB 'a[*]*'
            (email ~~* 'A%'::text)                      ! (email LIKE 'A%')
            email ILIKE 'a'                             ! email LIKE 'a'
            (n % 2) = 0                                 ! (n % 2) = 0
            ((email)::text || ':'::text) <> ''          ! ((email) || ':') <> ''
            email = ANY (ARRAY['a'::text, 'b'::text])   ! email IN ('a', 'b')
            email <> ALL ((ARRAY['a'::varchar])::text[]) ! email NOT IN ('a')
            (data ->> 'kind'::text) = 'x'               ! (data ->> 'kind') = 'x'
            char_length(btrim(email)) > 0               ! length(trim(email)) > 0
            GREATEST(n, 3) > strpos(email, '@')         ! max(n, 3) > instr(email, '@')
            (n)::numeric > 0.5                          ! (n) > 0.5
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
            email LIKE 'a\\%'             ! plain text
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
        return new PostgresRaw(columns);
    }
}
