package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ExpressionParts;
import io.whisperschema.internal.Checks;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which columns of a table an expression names. No database adds or leaves out a column when it writes an expression
 * anew, so two that name different ones are different, whatever else their words say.
 *
 * @param columns the names of all columns
 */
record ColumnMentions(Set<String> columns) {
    /** After these come names of types, collations and zones. */
    private static final Set<String> BEFORE_OTHER_NAMES = Set.of("as", "collate", "at");

    static ColumnMentions of(CatalogTable actual, CatalogTable desired) {
        return new ColumnMentions(Stream.concat(actual.columns().stream(), desired.columns().stream())
                .map(CatalogColumn::name)
                .collect(Collectors.toSet()));
    }

    /** What two expressions are when their words do not tell: different if one surely names what the other never does. */
    Verdict verdict(List<Expression> left, List<Expression> right) {
        boolean mayBeTheSame =
                possible(right).containsAll(certain(left)) && possible(left).containsAll(certain(right));
        return mayBeTheSame ? Verdict.CANNOT_TELL : Verdict.DIFFERENT;
    }

    private Set<String> certain(List<Expression> expressions) {
        return mentioned(expressions, Reading.CERTAIN);
    }

    private Set<String> possible(List<Expression> expressions) {
        return mentioned(expressions, Reading.POSSIBLE);
    }

    /** Which of the words that look like a column are taken for one. */
    private enum Reading {
        CERTAIN,
        POSSIBLE
    }

    private Set<String> mentioned(List<Expression> expressions, Reading reading) {
        var names = new HashSet<String>();
        expressions.forEach(expression -> collect(expression, reading, names));
        return names;
    }

    private void collect(Expression expression, Reading reading, Set<String> names) {
        if (expression instanceof Expression.Column column) {
            names.add(Checks.folded(column.name()));
        }
        if (expression instanceof Expression.Raw raw) {
            collect(raw, reading, names);
        }
        ExpressionParts.of(expression).forEach(part -> collect(part, reading, names));
    }

    /** Words that cannot be read may name any column, and surely none. */
    private void collect(Expression.Raw raw, Reading reading, Set<String> names) {
        try {
            List<Token> tokens = Tokenizer.withoutComments(raw.sql(), raw.dialect());
            for (int at = 0; at < tokens.size(); at++) {
                if (reading == Reading.POSSIBLE || isColumnByItsPlace(tokens, at)) {
                    column(tokens.get(at), names);
                }
            }
        } catch (SqlSyntaxException unreadable) {
            columns.stream()
                    .filter(column -> reading == Reading.POSSIBLE)
                    .forEach(column -> names.add(Checks.folded(column)));
        }
    }

    /** Names that differ by case alone are taken for one, which may hide a difference but makes none. */
    private void column(Token token, Set<String> names) {
        if (token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_NAME) {
            columns.stream()
                    .map(Checks::folded)
                    .filter(Checks.folded(token.value())::equals)
                    .forEach(names::add);
        }
    }

    /** Not a function, and no word of a type, a collation or a zone. */
    private static boolean isColumnByItsPlace(List<Token> tokens, int at) {
        if (at + 1 < tokens.size() && tokens.get(at + 1).isSign("(")) {
            return false;
        }
        int before = at - 1;
        while (before >= 0 && tokens.get(before).kind() == Token.Kind.WORD && !beginsOtherNames(tokens.get(before))) {
            before--;
        }
        return before < 0 || !beginsOtherNames(tokens.get(before));
    }

    private static boolean beginsOtherNames(Token token) {
        return token.isSign("::") || BEFORE_OTHER_NAMES.stream().anyMatch(token::isWord);
    }
}
