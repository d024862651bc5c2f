package io.whisperschema.diff;

import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import java.util.Optional;

/** Whether two constraints or indexes are the same. A name counts only where both sides have one. */
final class ConstraintComparison {
    private ConstraintComparison() {}

    static boolean same(Optional<PrimaryKey> left, Optional<PrimaryKey> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() && right.isEmpty();
        }
        return left.get().columns().equals(right.get().columns())
                && sameName(left.get().name(), right.get().name());
    }

    static boolean same(ForeignKey left, ForeignKey right) {
        return left.columns().equals(right.columns())
                && left.table().equals(right.table())
                && left.references().equals(right.references())
                && left.actions().equals(right.actions())
                && sameName(left.name(), right.name());
    }

    static boolean same(Unique left, Unique right) {
        return left.columns().equals(right.columns()) && sameName(left.name(), right.name());
    }

    static Verdict compare(Check left, Check right) {
        return Verdict.of(sameName(left.name(), right.name()))
                .and(ExpressionComparison.compare(left.condition(), right.condition()));
    }

    static Verdict compare(Index left, Index right) {
        Verdict verdict = Verdict.of(left.name().equals(right.name())
                        && left.uniqueness() == right.uniqueness()
                        && left.methods().equals(right.methods())
                        && left.keys().size() == right.keys().size())
                .and(ExpressionComparison.compare(left.where(), right.where()));
        for (int i = 0; verdict != Verdict.DIFFERENT && i < left.keys().size(); i++) {
            verdict = verdict.and(compare(left.keys().get(i), right.keys().get(i)));
        }
        return verdict;
    }

    private static Verdict compare(Index.Key left, Index.Key right) {
        return Verdict.of(left.order() == right.order())
                .and(ExpressionComparison.compare(left.expression(), right.expression()));
    }

    private static boolean sameName(Optional<String> left, Optional<String> right) {
        return left.isEmpty() || right.isEmpty() || left.equals(right);
    }
}
