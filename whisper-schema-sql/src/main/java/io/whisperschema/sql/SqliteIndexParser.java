package io.whisperschema.sql;

import io.whisperschema.definition.relational.Index.Uniqueness;
import io.whisperschema.internal.sql.Tokens;
import java.util.List;
import java.util.Optional;

/** Parses one {@code CREATE INDEX} of SQLite. */
final class SqliteIndexParser {
    private final Tokens tokens;

    SqliteIndexParser(Tokens tokens) {
        this.tokens = tokens;
    }

    SqliteIndexDdl read() {
        tokens.expectWords("create");
        Uniqueness uniqueness = tokens.acceptWords("unique") ? Uniqueness.UNIQUE : Uniqueness.REPEATING;
        tokens.expectWords("index");
        tokens.acceptWords("if", "not", "exists");
        String name = SqliteDdlReader.qualifiedName(tokens);
        tokens.expectWords("on");
        String table = SqliteDdlReader.name(tokens);
        List<SqliteKey> keys = tokens.list().stream().map(SqliteDdlReader::key).toList();
        return new SqliteIndexDdl(name, table, uniqueness, keys, where());
    }

    private Optional<String> where() {
        if (tokens.acceptWords("where")) {
            return Optional.of(condition());
        }
        tokens.acceptSign(";");
        if (!tokens.atEnd()) {
            throw tokens.unexpected("WHERE or the end");
        }
        return Optional.empty();
    }

    private String condition() {
        int start = tokens.position();
        while (!tokens.atEnd() && !tokens.peek().isSign(";")) {
            tokens.next();
        }
        if (tokens.position() == start) {
            throw tokens.unexpected("a condition");
        }
        return tokens.written(start, tokens.position());
    }
}
