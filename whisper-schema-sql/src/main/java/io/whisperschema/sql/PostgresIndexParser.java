package io.whisperschema.sql;

import io.whisperschema.definition.relational.Index.Uniqueness;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.PostgresAlteration.Presence;
import io.whisperschema.sql.PostgresStatement.CreateIndex;
import io.whisperschema.sql.PostgresStatement.Reach;
import io.whisperschema.sql.PostgresStatement.Storage;
import java.util.List;
import java.util.Optional;

/** Parses one {@code CREATE INDEX}, from behind these words. */
final class PostgresIndexParser {
    private final Tokens tokens;

    PostgresIndexParser(Tokens tokens) {
        this.tokens = tokens;
    }

    CreateIndex read(Uniqueness uniqueness) {
        tokens.acceptWords("concurrently");
        Presence presence = tokens.acceptWords("if", "not", "exists") ? Presence.LENIENT : Presence.STRICT;
        Optional<String> name = tokens.atWords("on") ? Optional.empty() : Optional.of(PostgresName.plain(tokens));
        tokens.expectWords("on");
        Reach reach = tokens.acceptWords("only") ? Reach.ONLY : Reach.WITH_PARTITIONS;
        PostgresName table = PostgresName.next(tokens);
        Optional<String> method =
                tokens.acceptWords("using") ? Optional.of(PostgresName.plain(tokens)) : Optional.empty();
        List<PostgresKey> keys = PostgresKeyParser.keys(tokens);
        List<String> included = new PostgresConstraintParser(tokens).included();
        Uniqueness nulls = nulls(uniqueness);
        Storage storage = storage();
        return new CreateIndex(presence, name, reach, table, nulls, method, keys, included, where(), storage);
    }

    private Uniqueness nulls(Uniqueness uniqueness) {
        if (tokens.acceptWords("nulls", "not", "distinct") && uniqueness == Uniqueness.UNIQUE) {
            return Uniqueness.UNIQUE_NULLS_AGREE;
        }
        tokens.acceptWords("nulls", "distinct");
        return uniqueness;
    }

    private Storage storage() {
        boolean own = tokens.acceptWords("with");
        if (own) {
            tokens.bracketed();
        }
        if (tokens.acceptWords("tablespace")) {
            PostgresName.plain(tokens);
        }
        return own ? Storage.OWN : Storage.USUAL;
    }

    private Optional<String> where() {
        if (tokens.atEnd()) {
            return Optional.empty();
        }
        tokens.expectWords("where");
        String condition = PostgresExpressions.upToComma(tokens);
        if (!tokens.atEnd()) {
            throw tokens.unexpected("the end");
        }
        return Optional.of(condition);
    }
}
