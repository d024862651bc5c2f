package io.whisperschema.diff;

import io.whisperschema.catalog.Exclusion;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.internal.sql.RawComparison;
import java.util.Optional;

/** Whether two constraints or indexes are the same. A name counts only where both sides have one. */
final class ConstraintComparison {
    private ConstraintComparison() {}

    static boolean same(ForeignKey left, ForeignKey right) {
        return sameButName(left, right) && sameName(left.name(), right.name());
    }

    static boolean sameButName(ForeignKey left, ForeignKey right) {
        return left.columns().equals(right.columns())
                && left.table().equals(right.table())
                && left.references().equals(right.references())
                && left.actions().equals(right.actions())
                && left.deferral() == right.deferral();
    }

    static boolean same(Unique left, Unique right) {
        return sameButName(left, right) && sameName(left.name(), right.name());
    }

    static boolean sameButName(Unique left, Unique right) {
        return left.columns().equals(right.columns())
                && left.nulls() == right.nulls()
                && left.deferral() == right.deferral();
    }

    static boolean same(Exclusion left, Exclusion right) {
        return left.name().equals(right.name())
                && RawComparison.same(left.definition(), right.definition(), DialectName.POSTGRES);
    }

    static Verdict compare(Check left, Check right) {
        return Verdict.of(sameName(left.name(), right.name())).and(compareButName(left, right));
    }

    static Verdict compareButName(Check left, Check right) {
        return ExpressionComparison.compare(left.condition(), right.condition());
    }

    static Verdict compare(Index left, Index right) {
        return Verdict.of(left.name().equals(right.name())).and(compareButName(left, right));
    }

    static Verdict compareButName(Index left, Index right) {
        Verdict verdict = Verdict.of(left.uniqueness() == right.uniqueness()
                        && left.methods().equals(right.methods())
                        && left.included().equals(right.included())
                        && left.keys().size() == right.keys().size())
                .and(ExpressionComparison.compare(left.where(), right.where()));
        for (int i = 0; verdict != Verdict.DIFFERENT && i < left.keys().size(); i++) {
            verdict = verdict.and(compare(left.keys().get(i), right.keys().get(i)));
        }
        return verdict;
    }

    private static Verdict compare(Index.Key left, Index.Key right) {
        return Verdict.of(left.order() == right.order()
                        && left.nulls() == right.nulls()
                        && left.collations().equals(right.collations())
                        && left.operatorClasses().equals(right.operatorClasses()))
                .and(ExpressionComparison.compare(left.expression(), right.expression()));
    }

    private static boolean sameName(Optional<String> left, Optional<String> right) {
        return left.isEmpty() || right.isEmpty() || left.equals(right);
    }
}
