package io.whisperschema.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "No suitable driver found for jdbc:foo://h/db?user=u&password=my s3cret",
                "jdbc:foo://h/db?user=u&password=s3c\nret s3cret",
                "cannot reach 'jdbc:foo://h/db?password=s3cret': refused",
                "jdbc:sqlserver://h;user=u;password={my s3cret};encrypt=true",
                "cannot connect to postgres://u:p/s3cret@h",
                "cannot connect to postgres://u:p s3cret@h/db",
                "cannot connect to postgresql://u:p@s3cret@h/db: refused",
                "mongodb+srv://u:s3cret@h",
                "postgres://h/db?sslpassword=s3cret",
                "bad properties {user=u, password=s3cret}",
                "bad properties {password=my, s3cret, user=u}",
                "bad properties {sslPassword = s3cret}",
                "\"password\": \"my s3cret\"",
                "Password: s3cret",
                "PGPASSWORD=s3cret",
                "passwd='my s3cret'",
                "pwd=s3cret",
                "api_key=s3cret",
                "access_token: s3cret"
            })
    void noSecretPasses(String sentence) {
        assertThat(Secrets.hiddenIn(sentence)).doesNotContain("s3cret").doesNotContain("ret s3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FATAL: password authentication failed for user \"u\" | `FATAL: password authentication failed for user \"u\"`",
                "near \"SELEC\": syntax error | `near \"SELEC\": syntax error`",
                "Connection to h:5432 refused. | Connection to h:5432 refused.",
                "bad properties {user=u, password=x} | bad properties {user=u, password=…",
                "cannot connect to postgres://u:p/w@h: refused | cannot connect to postgres://…@h: refused",
                "No suitable driver found for jdbc:foo://h | No suitable driver found for (the JDBC URL)"
            })
    void whatIsNoneStays(String sentence, String hidden) {
        assertThat(Secrets.hiddenIn(sentence)).isEqualTo(hidden);
    }

    @Test
    void onlyTheFirstLineIsTold() {
        assertThat(Secrets.hiddenIn("first\nsecond")).isEqualTo("first");
        assertThat(Secrets.hiddenIn("")).isEqualTo("no message");
    }
}
