package io.whisperschema.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayTextTest {
    @Test
    void whatIsWrittenIsRead() {
        var items = Arrays.asList("a", null, "", "NULL", "a,b", "{\"\\}", " ü\n");
        assertThat(ArrayText.read(ArrayText.written(items))).isEqualTo(items);
    }

    @Test
    void whatPostgresWritesIsRead() {
        assertThat(ArrayText.read("{a b,NULL,\"\",\"NULL\",1.5}")).containsExactly("a b", null, "", "NULL", "1.5");
        assertThat(ArrayText.read("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "{", "{a", "{\"a}", "{a,}b", "{,a}", "{{1},{2}}", "[0:1]={1,2}", "{\"a\\"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> ArrayText.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
