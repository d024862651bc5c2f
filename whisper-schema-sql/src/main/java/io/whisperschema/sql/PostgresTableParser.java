package io.whisperschema.sql;

import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.PostgresAlteration.Persistence;
import io.whisperschema.sql.PostgresAlteration.Presence;
import io.whisperschema.sql.PostgresStatement.CreateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses one {@code CREATE TABLE}, from behind these words. */
final class PostgresTableParser {
    private final Tokens tokens;
    private final PostgresConstraintParser constraintParser;
    private final List<PostgresColumn> columns = new ArrayList<>();
    private final List<PostgresConstraint> constraints = new ArrayList<>();
    private final List<PostgresName> parents = new ArrayList<>();
    private Optional<String> bounds = Optional.empty();
    private Optional<String> partitioning = Optional.empty();

    PostgresTableParser(Tokens tokens) {
        this.tokens = tokens;
        this.constraintParser = new PostgresConstraintParser(tokens);
    }

    CreateTable read(Persistence persistence) {
        Presence presence = tokens.acceptWords("if", "not", "exists") ? Presence.LENIENT : Presence.STRICT;
        PostgresName name = PostgresName.next(tokens);
        if (tokens.acceptWords("partition", "of")) {
            partition();
        } else {
            columnsAndConstraints();
        }
        while (!tokens.atEnd()) {
            option();
        }
        return new CreateTable(presence, persistence, name, columns, constraints, parents, bounds, partitioning);
    }

    private void columnsAndConstraints() {
        tokens.expectSign("(");
        if (tokens.acceptSign(")")) {
            return;
        }
        do {
            if (constraintParser.atTableConstraint()) {
                constraints.add(constraintParser.tableConstraint());
            } else if (tokens.atWords("like")) {
                throw tokens.unexpected("columns, not those of another table");
            } else {
                columns.add(new PostgresColumnParser(tokens, constraints).read());
            }
        } while (tokens.acceptSign(","));
        tokens.expectSign(")");
    }

    private void partition() {
        parents.add(PostgresName.next(tokens));
        if (tokens.acceptSign("(")) {
            do {
                constraints.add(constraintParser.tableConstraint());
            } while (tokens.acceptSign(","));
            tokens.expectSign(")");
        }
        bounds = Optional.of(bounds(tokens));
    }

    /** Which rows a partition takes. */
    static String bounds(Tokens tokens) {
        if (tokens.acceptWords("default")) {
            return "DEFAULT";
        }
        int from = tokens.position();
        tokens.expectWords("for", "values");
        if (tokens.acceptWords("from")) {
            tokens.bracketed();
            tokens.expectWords("to");
        } else if (!tokens.acceptWords("in")) {
            tokens.expectWords("with");
        }
        tokens.bracketed();
        return tokens.written(from, tokens.position());
    }

    private void option() {
        if (tokens.acceptWords("inherits")) {
            PostgresStatementParser.names(tokens, parents);
        } else if (tokens.acceptWords("partition", "by")) {
            int from = tokens.position();
            PostgresName.plain(tokens);
            tokens.bracketed();
            partitioning = Optional.of(tokens.written(from, tokens.position()));
        } else if (tokens.acceptWords("with")) {
            tokens.bracketed();
        } else if (tokens.acceptWords("using") || tokens.acceptWords("tablespace")) {
            PostgresName.plain(tokens);
        } else {
            tokens.expectWords("without", "oids");
        }
    }
}
