package io.whisperschema.definition.relational;

import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.InvalidDefinition;
import org.junit.jupiter.api.Test;

class ExpressionPartsTest {
    @Test
    void whatNestsAsDeepAsItMayComesBackFromADocument() {
        SchemaDefinition definition =
                SchemaDefinition.named("x").tables(table("t", text("a"), check(nested(ExpressionParts.DEEPEST))));

        assertThat(SchemaDefinition.fromJson(definition.toJson())).isEqualTo(definition);
    }

    @Test
    void oneLevelMoreIsRefusedWhereverItStands() {
        Expression tooDeep = nested(ExpressionParts.DEEPEST + 1);

        assertThatThrownBy(() -> table("t", text("a"), check(tooDeep)))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageStartingWith("table t, check: an expression nests deeper than 20 levels. Give and(…)");
        assertThatThrownBy(() -> table("t", text("a"), index("i").on("a").where(tooDeep)))
                .isInstanceOf(InvalidDefinition.class);
        assertThatThrownBy(() -> table("t", text("a"), bool("b").generatedAs(tooDeep)))
                .isInstanceOf(InvalidDefinition.class);
    }

    @Test
    void noDepthIsTooMuchToBeRefused() {
        Expression deep = nested(100_000);

        assertThatThrownBy(() -> table("t", text("a"), check(deep))).isInstanceOf(InvalidDefinition.class);
    }

    private static Expression nested(int levels) {
        Expression nested = column("a").isNull();
        for (int level = 2; level < levels; level++) {
            nested = level % 2 == 0
                    ? Expression.or(column("a").isNull(), nested)
                    : Expression.and(nested, column("a").isNull());
        }
        return nested;
    }
}
