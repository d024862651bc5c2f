package io.whisperschema.sql;

import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.PostgresConstraint.Beyond;
import io.whisperschema.sql.PostgresConstraint.Proof;
import io.whisperschema.sql.PostgresConstraint.Rank;
import io.whisperschema.sql.PostgresConstraint.Traits;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses constraints, behind a column or on their own. */
final class PostgresConstraintParser {
    private final Tokens tokens;

    PostgresConstraintParser(Tokens tokens) {
        this.tokens = tokens;
    }

    boolean atTableConstraint() {
        boolean key = tokens.atWords("primary", "key")
                || (tokens.atWords("unique") && isBehindUnique(1))
                || tokens.atWords("foreign", "key");
        return key
                || tokens.atWords("constraint")
                || (tokens.atWords("check") && tokens.peek(1).isSign("("))
                || (tokens.atWords("exclude")
                        && (tokens.peek(1).isSign("(") || tokens.peek(1).isWord("using")))
                || tokens.atWords("not", "null");
    }

    private boolean isBehindUnique(int further) {
        return tokens.peek(further).isSign("(")
                || tokens.peek(further).isWord("nulls")
                || tokens.peek(further).isWord("using");
    }

    Optional<String> name() {
        return tokens.acceptWords("constraint") ? Optional.of(PostgresName.plain(tokens)) : Optional.empty();
    }

    /** A constraint on its own. */
    PostgresConstraint tableConstraint() {
        Optional<String> name = name();
        if (tokens.acceptWords("primary", "key")) {
            return key(name, Rank.PRIMARY);
        }
        if (tokens.acceptWords("unique")) {
            return key(name, rank());
        }
        if (tokens.acceptWords("foreign", "key")) {
            List<String> columns = PostgresName.list(tokens);
            tokens.expectWords("references");
            return reference(name, columns);
        }
        if (tokens.atWords("exclude")) {
            return exclusion(name);
        }
        if (tokens.acceptWords("not", "null")) {
            String column = PostgresName.plain(tokens);
            return new PostgresConstraint.NotNull(traits(name), column);
        }
        tokens.expectWords("check");
        return check(name);
    }

    private Rank rank() {
        if (tokens.acceptWords("nulls", "not", "distinct")) {
            return Rank.UNIQUE_NULLS;
        }
        tokens.acceptWords("nulls", "distinct");
        return Rank.UNIQUE;
    }

    private PostgresConstraint key(Optional<String> name, Rank rank) {
        List<String> columns = PostgresName.list(tokens);
        List<String> included = included();
        storage();
        return new PostgresConstraint.Key(traits(name), rank, columns, included);
    }

    /** A constraint behind a column, if one follows. */
    Optional<PostgresConstraint> columnConstraint(Optional<String> name, String column) {
        if (tokens.acceptWords("primary", "key")) {
            return Optional.of(columnKey(name, Rank.PRIMARY, column));
        }
        if (tokens.acceptWords("unique")) {
            return Optional.of(columnKey(name, rank(), column));
        }
        if (tokens.acceptWords("check")) {
            return Optional.of(check(name));
        }
        return tokens.acceptWords("references") ? Optional.of(reference(name, List.of(column))) : Optional.empty();
    }

    private PostgresConstraint columnKey(Optional<String> name, Rank rank, String column) {
        storage();
        return new PostgresConstraint.Key(traits(name), rank, List.of(column), List.of());
    }

    private PostgresConstraint check(Optional<String> name) {
        String condition = tokens.bracketed();
        return new PostgresConstraint.Check(traits(name), condition);
    }

    private PostgresConstraint reference(Optional<String> name, List<String> columns) {
        PostgresName table = PostgresName.next(tokens);
        List<String> references = tokens.peek().isSign("(") ? PostgresName.list(tokens) : List.of();
        var beyond = EnumSet.noneOf(Beyond.class);
        if (tokens.acceptWords("match", "full")) {
            beyond.add(Beyond.MATCH_FULL);
        } else {
            tokens.acceptWords("match", "simple");
        }
        ReferentialAction onDelete = ReferentialAction.NO_ACTION;
        ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
        while (tokens.atWords("on", "delete") || tokens.atWords("on", "update")) {
            boolean delete = tokens.atWords("on", "delete");
            tokens.expectWords("on", delete ? "delete" : "update");
            ReferentialAction action = action();
            onDelete = delete ? action : onDelete;
            onUpdate = delete ? onUpdate : action;
            if (tokens.peek().isSign("(")) {
                tokens.bracketed();
                beyond.add(Beyond.SOME_COLUMNS);
            }
        }
        Traits traits = traits(name, beyond);
        return new PostgresConstraint.ForeignKey(traits, columns, table, references, onDelete, onUpdate);
    }

    private ReferentialAction action() {
        if (tokens.acceptWords("no", "action")) {
            return ReferentialAction.NO_ACTION;
        }
        if (tokens.acceptWords("restrict")) {
            return ReferentialAction.RESTRICT;
        }
        if (tokens.acceptWords("cascade")) {
            return ReferentialAction.CASCADE;
        }
        if (tokens.acceptWords("set", "null")) {
            return ReferentialAction.SET_NULL;
        }
        tokens.expectWords("set", "default");
        return ReferentialAction.SET_DEFAULT;
    }

    private PostgresConstraint exclusion(Optional<String> name) {
        int from = tokens.position();
        tokens.expectWords("exclude");
        if (tokens.acceptWords("using")) {
            PostgresName.plain(tokens);
        }
        var columns = new ArrayList<String>();
        tokens.expectSign("(");
        do {
            columns.add(PostgresKeyParser.key(tokens).nameInIndex());
            tokens.expectWords("with");
            operator();
        } while (tokens.acceptSign(","));
        tokens.expectSign(")");
        columns.addAll(included());
        storage();
        if (tokens.acceptWords("where")) {
            tokens.bracketed();
        }
        Traits traits = traits(name);
        return new PostgresConstraint.Exclusion(traits, tokens.written(from, tokens.position()), columns);
    }

    private void operator() {
        if (tokens.acceptWords("operator")) {
            tokens.bracketed();
        } else {
            tokens.next();
        }
    }

    List<String> included() {
        return tokens.acceptWords("include") ? PostgresName.list(tokens) : List.of();
    }

    /** How and where an index is kept: of no matter to what it holds. */
    void storage() {
        if (tokens.acceptWords("with")) {
            tokens.bracketed();
        }
        if (tokens.acceptWords("using", "index", "tablespace")) {
            PostgresName.plain(tokens);
        }
    }

    private Traits traits(Optional<String> name) {
        return traits(name, EnumSet.noneOf(Beyond.class));
    }

    private Traits traits(Optional<String> name, Set<Beyond> beyond) {
        Deferral deferral = Deferral.NOT_DEFERRABLE;
        Proof proof = Proof.VALID;
        while (true) {
            if (tokens.acceptWords("not", "valid")) {
                proof = Proof.NOT_VALID;
            } else if (tokens.acceptWords("no", "inherit")) {
                beyond.add(Beyond.NO_INHERIT);
            } else if (tokens.acceptWords("not", "enforced")) {
                beyond.add(Beyond.NOT_ENFORCED);
            } else if (tokens.acceptWords("not", "deferrable")) {
                deferral = Deferral.NOT_DEFERRABLE;
            } else if (tokens.acceptWords("initially", "deferred")) {
                deferral = Deferral.INITIALLY_DEFERRED;
            } else if (tokens.acceptWords("deferrable")) {
                deferral = deferral == Deferral.INITIALLY_DEFERRED ? deferral : Deferral.DEFERRABLE;
            } else if (!tokens.acceptWords("initially", "immediate") && !tokens.acceptWords("enforced")) {
                return new Traits(name, deferral, proof, beyond);
            }
        }
    }
}
