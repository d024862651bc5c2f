package io.whisperschema.diff;

import static io.whisperschema.definition.relational.Expression.column;
import static io.whisperschema.definition.relational.Expression.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnMentionsTest {
    private static final ColumnMentions MENTIONS =
            new ColumnMentions(Set.of("a", "b", "text", "upper", "zone", "mixed Case"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a ~ 'x'                  | b ~ 'x'
                    a ~ 'x'                  | a ~ 'x' AND b
                    "mixed Case" ~ 'x'       | a ~ 'x'
                    upper(a) > text          | upper(a) > 'text'
                    """)
    void wordsThatNameOtherColumnsDiffer(String left, String right) {
        assertThat(verdict(postgres(left), postgres(right))).isEqualTo(Verdict.DIFFERENT);
        assertThat(verdict(postgres(right), postgres(left))).isEqualTo(Verdict.DIFFERENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a ~ 'x'                  | a ~ 'y'
                    a ~ 'x'                  | (a)::text ~ 'x'::text
                    cast(a AS text) ~ 'x'    | a ~ 'x'
                    upper(a) > 'x'           | UPPER(a) > 'x'
                    a AT TIME ZONE 'x' > b   | timezone('x', a) > b
                    a ~ 'x                   | b ~ 'x'
                    A ~ 'x'                  | a ~ 'x'
                    """)
    void ofWordsThatNameTheSameColumnsNobodyCanTell(String left, String right) {
        assertThat(verdict(postgres(left), postgres(right))).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(verdict(postgres(right), postgres(left))).isEqualTo(Verdict.CANNOT_TELL);
    }

    @Test
    void whatWeUnderstandIsHeldAgainstWords() {
        assertThat(verdict(column("a").isNotNull(), postgres("b ~ 'x'"))).isEqualTo(Verdict.DIFFERENT);
        assertThat(verdict(column("a").isNotNull(), postgres("a ~ 'x'"))).isEqualTo(Verdict.CANNOT_TELL);
    }

    private static Expression postgres(String sql) {
        return raw(DialectName.POSTGRES, sql);
    }

    private static Verdict verdict(Expression left, Expression right) {
        return MENTIONS.verdict(List.of(left), List.of(right));
    }
}
