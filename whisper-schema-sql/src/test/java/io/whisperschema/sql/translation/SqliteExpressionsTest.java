package io.whisperschema.sql.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.sql.ExpressionReader;
import io.whisperschema.sql.ExpressionWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteExpressionsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
            flag = 1                           ! flag
            flag = 0                           ! NOT flag
            flag <> 0                          ! flag
            0 = flag                           ! NOT flag
            flag = TRUE                        ! flag
            flag                               ! flag
            number                             ! number <> 0
            NOT number                         ! NOT (number <> 0)
            flag IN (0, 1)                     ! flag IN (FALSE, TRUE)
            number = '5'                       ! number = 5
            number = TRUE                      ! number = 1
            word > 5                           ! word > '5'
            word = "red"                       ! word = 'red'
            WORD = 'x' AND Flag = 1            ! (word = 'x') AND flag
            at > '2020-01-31'                  ! at > '2020-01-31 00:00:00+00'
            at > '2020-01-31 10:00:00.5'       ! at > '2020-01-31 10:00:00.5+00'
            at > '2020-01-31T10:00:00+02:00'   ! at > '2020-01-31 08:00:00+00'
            number BETWEEN 1 AND '2'           ! number BETWEEN 1 AND 2
            length(word) <= 3                  ! length(word) <= 3
            number % 2 == 0                    ! number % 2 = 0
            word LIKE 'a%'                     ! word ILIKE 'a%'
            word NOTNULL AND number <> 3 + 1   ! word IS NOT NULL AND number <> 3 + 1
            ifnull(word, '') || number = 'a1'  ! coalesce(word, '') || number::text = 'a1'
            iif(flag, 1, 2) = number           ! CASE WHEN flag THEN 1 ELSE 2 END = number
            flag = 1 OR number + 1 > 2         ! flag = TRUE OR number + 1 > 2
            flag IS NOT 1 OR number + 1 > 2    ! flag IS NOT TRUE OR number + 1 > 2
            number AND number + 1 > 2          ! number <> 0 AND number + 1 > 2
            max(number, 3) > 3                 ! CASE WHEN number IS NOT NULL THEN greatest(number, 3) END > 3
            CAST(number / 2.0 AS INTEGER) > 3  ! trunc(number / 2.0)::bigint > 3
            number / number > 3                ! number / nullif(number, 0) > 3
            flag + 1 > 2                       ! flag::integer + 1 > 2
            (word = 'a') + (number = 1) = 1    ! (word = 'a')::integer + (number = 1)::integer = 1
            number IS 3                        ! number IS NOT DISTINCT FROM 3
            word IS NOT NULL OR number IS TRUE ! word IS NOT NULL OR (number <> 0) IS TRUE
            word LIKE 'a\\_b'                 ! word ILIKE E'a\\\\_b' ESCAPE ''
            number LIKE '1%'                   ! number::text ILIKE '1%'
            substr(word, -2) = 'ab'            ! right(word, 2) = 'ab'
            round(number / 2.0) = 3            ! round((number / 2.0)::numeric) = 3
            upper(word) < 'B'                  ! upper(word) COLLATE "C" < 'B'
            word ->> 'a.b' = 'x'               ! ((word)::jsonb #>> '{"a.b"}') = 'x'
            number < 3 < 1                     ! (number < 3) < TRUE
            upper(word) IN ()                  ! FALSE
            word || 'x' || number = 'a'        ! (word || 'x') || number::text = 'a'
            NOT (flag OR number + 1 = 2)       ! NOT (flag OR number + 1 = 2)
            word ->> '$.a' = 'x'               ! ((word)::jsonb #>> '{a}') = 'x'
            json_extract(word, '$.a.b[2]') = '' ! ((word)::jsonb #>> '{a,b,2}') = ''
            json_valid(word)                   ! ((word) IS NULL OR (word)::jsonb IS NOT NULL)
            number & 0x1F = 3                  ! number & 31 = 3
            """)
    void aConditionIsOneThatPostgresTakes(String sqlite, String postgres) {
        Expression translated = conditions().condition(read(sqlite));

        assertThat(ExpressionWriter.write(translated, ExpressionWriter.Style.POSTGRES))
                .isEqualTo(postgres);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
            word                               ! takes a text for a condition
            flag = 2                           ! compares truth with number
            flag > 0                           ! puts truth values in order
            CAST(word AS INTEGER) > 3          ! counts with a text
            word + 1 > 2                       ! counts with a text
            CAST(number AS TEXT) <> ''         ! compares a number as a text
            length(word) = '5'                 ! compares number with text
            upper(word) = 5                    ! compares text with number
            coalesce(number, '') <> ''         ! now a number, now a text
            json_extract(word, '$.n') > 5      ! compares text with number
            at LIKE '2020%'                    ! takes a time for a text
            number / 2.0 % 2 = 1               ! takes off a fraction
            name = 'Ada'                       ! without regard to case
            upper(name) = 'A' OR name IN ('b') ! without regard to case
            substr(word, number) = 'a'         ! no plain number
            number = 'many'                    ! compares number with text
            word = number                      ! compares text with number
            at > 1700000000                    ! compares time with number
            at > 'soon'                        ! compares time with text
            length(number) > 3                 ! length of a number
            typeof(number) = 'integer'         ! values of one type only
            word GLOB 'a*'                     ! PostgreSQL has no GLOB
            word REGEXP 'a'                    ! PostgreSQL has no REGEXP
            word = 'A' COLLATE NOCASE          ! compares by collation NOCASE
            printf('%d', number) = '1'         ! printf(…)
            number IN (SELECT 1)               ! select
            rowid > 3 + 1                      ! rowid
            """)
    void whatPostgresDoesNotTakeIsSaidAndNotGuessed(String sqlite, String why) {
        assertThatThrownBy(() -> conditions().condition(read(sqlite)))
                .isInstanceOfSatisfying(
                        Untranslatable.class,
                        untranslatable -> assertThat(untranslatable.why()).containsIgnoringCase(why));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
            [A-Z]*   ! ^[A-Z].*$
            a?.b     ! ^a.\\.b$
            [^0-9]$  ! ^[^0-9]\\$$
            """)
    void aPatternIsSuggestedAsARegularExpression(String glob, String regularExpression) {
        assertThat(SqlitePatterns.regularExpression(glob)).isEqualTo(regularExpression.replace("\\\\", "\\"));
    }

    @ParameterizedTest(name = "{1} default {0}")
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
            1                                       ! boolean    ! TRUE
            'false'                                 ! boolean    ! FALSE
            '3'                                     ! bigint     ! 3
            TRUE                                    ! bigint     ! 1
            42                                      ! text       ! '42'
            0.10                                    ! text       ! '0.1'
            1e3                                     ! text       ! '1000.0'
            -2.0                                    ! text       ! '-2.0'
            9223372036854775807                     ! text       ! '9223372036854775807'
            'x'                                     ! blob       ! E'\\\\x78'::bytea
            CURRENT_TIMESTAMP                       ! timestamp  ! CURRENT_TIMESTAMP
            datetime('now')                         ! timestamp  ! CURRENT_TIMESTAMP
            strftime('%Y-%m-%dT%H:%M:%fZ', 'now')   ! timestamp  ! CURRENT_TIMESTAMP
            date('now')                             ! date       ! CURRENT_TIMESTAMP
            '2020-01-01 10:00'                      ! timestamp  ! '2020-01-01 10:00:00+00'
            CURRENT_TIMESTAMP                       ! text       ! to_char((now() AT TIME ZONE 'UTC'), 'YYYY-MM-DD HH24:MI:SS')
            date('now')                             ! text       ! to_char((now() AT TIME ZONE 'UTC'), 'YYYY-MM-DD')
            strftime('%Y-%m-%dT%H:%M:%fZ', 'now')   ! text       ! to_char((now() AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
            strftime('%s', 'now')                   ! bigint     ! (extract(epoch FROM now()))::bigint
            unixepoch()                             ! bigint     ! (extract(epoch FROM now()))::bigint
            lower(hex(randomblob(16)))              ! text       ! replace(gen_random_uuid()::text, '-', '')
            upper('a' || 'b')                       ! text       ! upper('a' || 'b')
            """)
    void aDefaultIsOneThatTheTypeTakes(String sqlite, String type, String postgres) {
        Expression translated =
                SqliteDefaultValues.of(ExpressionReader.readDefault(sqlite, DialectName.SQLITE), type(type));

        assertThat(ExpressionWriter.write(translated, ExpressionWriter.Style.POSTGRES))
                .isEqualTo(postgres.replace("\\\\\\\\", "\\\\"));
    }

    @ParameterizedTest(name = "{1} default {0}")
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
            'many'             ! bigint
            2                  ! boolean
            0                  ! timestamp
            ''                 ! timestamp
            'now'              ! timestamp
            '2024-02-30'       ! date
            CURRENT_TIMESTAMP  ! bigint
            0.005              ! decimal(10,2)
            1e15               ! text
            0.00001            ! text
            9223372036854775808 ! text
            0.1234567890123456 ! text
            random()           ! bigint
            upper('x')         ! bigint
            hex(randomblob(16)) ! uuid
            strftime('%s','now') ! boolean
            1 + 0.5            ! bigint
            """)
    void aDefaultThatTheTypeDoesNotTakeIsLeftOut(String sqlite, String type) {
        Expression value = ExpressionReader.readDefault(sqlite, DialectName.SQLITE);

        assertThatThrownBy(() -> SqliteDefaultValues.of(value, type(type))).isInstanceOf(Untranslatable.class);
    }

    private static ColumnType type(String text) {
        return text.startsWith("decimal") ? new DecimalType(10, 2) : ScalarType.of(text);
    }

    private static Expression read(String sqlite) {
        return ExpressionReader.read(sqlite, DialectName.SQLITE);
    }

    private static SqliteConditions conditions() {
        var columns = new TableColumns();
        columns.add("flag", ScalarType.BOOLEAN);
        columns.add("number", ScalarType.BIGINT);
        columns.add("word", ScalarType.TEXT);
        columns.add("at", ScalarType.TIMESTAMP);
        columns.add("name", ScalarType.TEXT, TableColumns.Letters.AGREE);
        return new SqliteConditions(columns);
    }
}
