package io.whisperschema.sql;

import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.PostgresStatement.Comment;
import io.whisperschema.sql.PostgresStatement.Unread;
import java.util.List;
import java.util.Optional;

/** Parses one {@code COMMENT ON}. */
final class PostgresCommentParser {
    private final Tokens tokens;

    PostgresCommentParser(Tokens tokens) {
        this.tokens = tokens;
    }

    PostgresStatement read() {
        tokens.expectWords("comment", "on");
        if (tokens.acceptWords("table")) {
            return comment(Comment.On.TABLE, PostgresName.next(tokens), Optional.empty());
        }
        if (tokens.acceptWords("column")) {
            return column();
        }
        return new Unread(Reason.NO_PLACE, "a catalog has no place for comments but on tables and their columns");
    }

    private PostgresStatement column() {
        List<String> names = PostgresName.dotted(tokens);
        int size = names.size();
        if (size < 2) {
            throw tokens.unexpected("a table and a column");
        }
        var table =
                new PostgresName(size > 2 ? Optional.of(names.get(size - 3)) : Optional.empty(), names.get(size - 2));
        return comment(Comment.On.COLUMN, table, Optional.of(names.get(size - 1)));
    }

    private PostgresStatement comment(Comment.On on, PostgresName name, Optional<String> column) {
        tokens.expectWords("is");
        if (tokens.acceptWords("null")) {
            return new Comment(on, name, column, Optional.empty());
        }
        if (tokens.peek().kind() != Kind.STRING) {
            throw tokens.unexpected("a text");
        }
        return new Comment(on, name, column, Optional.of(tokens.next().value()).filter(text -> !text.isEmpty()));
    }
}
