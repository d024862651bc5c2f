package io.whisperschema.internal.sql;

import io.whisperschema.definition.relational.DialectName;
import java.util.List;

/**
 * Whether two texts of one dialect are the same expression but for how they are written: comments, white space, case of
 * words, {@code !=} for {@code <>}, quotes around plain names, brackets that change nothing, and on PostgreSQL the casts
 * that it adds of itself (to a literal, and to text, numeric and double precision).
 *
 * <p>A bracket changes nothing if every operator in it binds more strongly than those beside it; {@code (a or b) and c}
 * is not {@code a or b and c}. Where that cannot be decided the bracket counts. So {@code true} is certain, and
 * {@code false} means only that these rules do not show them equal.
 */
public final class RawComparison {
    private RawComparison() {}

    /** Whether they are the same. */
    public static boolean same(String left, String right, DialectName dialect) {
        try {
            return left.equals(right) || normal(left, dialect).equals(normal(right, dialect));
        } catch (SqlSyntaxException e) {
            return false;
        }
    }

    private static List<String> normal(String sql, DialectName dialect) {
        List<Lexeme> lexemes = new Lexemes(Tokens.of(sql, dialect), dialect).read();
        return new Brackets(lexemes, dialect).withoutRedundant();
    }
}
