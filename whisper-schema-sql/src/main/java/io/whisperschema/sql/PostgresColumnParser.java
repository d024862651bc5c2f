package io.whisperschema.sql;

import io.whisperschema.definition.relational.Generated.Storage;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.PostgresColumn.Counting;
import io.whisperschema.sql.PostgresColumn.Generated;
import io.whisperschema.sql.PostgresColumn.Nulls;
import io.whisperschema.sql.PostgresColumn.Numbered;
import java.util.List;
import java.util.Optional;

/** Parses one column and what stands behind it. */
final class PostgresColumnParser {
    private final Tokens tokens;
    private final PostgresConstraintParser constraintParser;
    private final List<PostgresConstraint> constraints;
    private Nulls nulls = Nulls.ALLOWED;
    private Optional<PostgresName> collation = Optional.empty();
    private Optional<String> defaultText = Optional.empty();
    private Optional<Generated> generated = Optional.empty();
    private Optional<Numbered> identity = Optional.empty();

    /** What is found of constraints is added to that list. */
    PostgresColumnParser(Tokens tokens, List<PostgresConstraint> constraints) {
        this.tokens = tokens;
        this.constraintParser = new PostgresConstraintParser(tokens);
        this.constraints = constraints;
    }

    PostgresColumn read() {
        String name = PostgresName.plain(tokens);
        PostgresTypeName type = PostgresTypeName.next(tokens);
        while (!tokens.atEnd() && !tokens.peek().isSign(",") && !tokens.peek().isSign(")")) {
            part(name);
        }
        return new PostgresColumn(name, type, nulls, collation, defaultText, generated, identity);
    }

    private void part(String column) {
        Optional<String> name = constraintParser.name();
        Optional<PostgresConstraint> constraint = constraintParser.columnConstraint(name, column);
        if (constraint.isPresent()) {
            constraints.add(constraint.get());
        } else if (tokens.acceptWords("not", "null")) {
            nulls = Nulls.REFUSED;
        } else if (tokens.acceptWords("default")) {
            defaultText = Optional.of(PostgresExpressions.amongConstraints(tokens));
        } else if (tokens.acceptWords("generated")) {
            generated();
        } else if (tokens.acceptWords("collate")) {
            collation = Optional.of(PostgresName.next(tokens));
        } else if (tokens.acceptWords("storage") || tokens.acceptWords("compression")) {
            PostgresName.plain(tokens);
        } else if (!tokens.acceptWords("null") && !tokens.acceptWords("no", "inherit")) {
            throw tokens.unexpected("a constraint of column " + column);
        }
    }

    private void generated() {
        if (!tokens.acceptWords("always", "as")) {
            tokens.expectWords("by", "default", "as");
            identity(Identity.GENERATED);
        } else if (tokens.atWords("identity")) {
            identity(Identity.ALWAYS);
        } else {
            String expression = tokens.bracketed();
            generated = Optional.of(new Generated(expression, storage()));
        }
    }

    private Storage storage() {
        if (tokens.acceptWords("stored")) {
            return Storage.STORED;
        }
        tokens.acceptWords("virtual");
        return Storage.VIRTUAL;
    }

    private void identity(Identity kind) {
        identity = Optional.of(numbered(tokens, kind));
        nulls = Nulls.REFUSED;
    }

    /** The word {@code IDENTITY} and what may stand behind it. */
    static Numbered numbered(Tokens tokens, Identity kind) {
        tokens.expectWords("identity");
        if (!tokens.acceptSign("(")) {
            return new Numbered(kind, Counting.USUAL);
        }
        Counting counting = PostgresSequenceParser.options(tokens).counting();
        tokens.expectSign(")");
        return new Numbered(kind, counting);
    }
}
