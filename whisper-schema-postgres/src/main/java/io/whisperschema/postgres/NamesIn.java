package io.whisperschema.postgres;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ExpressionParts;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a text of PostgreSQL that may be names. More than are meant, never fewer: what is not among them is not
 * in the text.
 *
 * @param words the words, as the server understands them as names
 * @param extent whether these are all
 */
record NamesIn(Set<String> words, Extent extent) {
    /** Any name may be there. */
    static final NamesIn ANY = new NamesIn(Set.of(), Extent.ANYTHING);

    private enum Extent {
        COMPLETE,
        ANYTHING
    }

    /** The names in that text. A whole row, and a text that cannot be read, may hold any. */
    static NamesIn of(String sql) {
        try {
            return of(Tokenizer.withoutComments(sql, DialectName.POSTGRES));
        } catch (SqlSyntaxException unreadable) {
            return ANY;
        }
    }

    private static NamesIn of(List<Token> tokens) {
        var words = new HashSet<String>();
        var extent = Extent.COMPLETE;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_NAME) {
                words.add(token.value());
            } else if (token.isSign("*") && i > 0 && tokens.get(i - 1).isSign(".")) {
                extent = Extent.ANYTHING;
            }
        }
        return new NamesIn(words, extent);
    }

    /** These and that name. */
    NamesIn and(Optional<String> name) {
        var more = new HashSet<>(words);
        name.ifPresent(more::add);
        return new NamesIn(more, extent);
    }

    /** Whether that name may be among them. */
    boolean mayName(String name) {
        return extent == Extent.ANYTHING || words.contains(name);
    }

    /** Whether an expression may name that column. */
    static boolean in(Expression expression, String column) {
        return ExpressionParts.any(
                expression,
                part -> part instanceof Expression.Column one
                        ? one.name().equals(column)
                        : part instanceof Expression.Raw raw && of(raw.sql()).mayName(column));
    }
}
