package io.whisperschema.sql;

import static io.whisperschema.sql.SqliteDdlReader.conflict;
import static io.whisperschema.sql.SqliteDdlReader.name;

import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index.Order;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.SqliteConstraint.Deferral;
import io.whisperschema.sql.SqliteTableDdl.Generated;
import io.whisperschema.sql.SqliteTableDdl.Generated.Storage;
import io.whisperschema.sql.SqliteTableDdl.Nulls;
import io.whisperschema.sql.SqliteTableDdl.Numbering;
import io.whisperschema.sql.SqliteTableDdl.Option;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses one {@code CREATE TABLE} of SQLite. */
final class SqliteTableParser {
    private final Tokens tokens;
    private final List<SqliteTableDdl.Column> columns = new ArrayList<>();
    private final List<SqliteConstraint> constraints = new ArrayList<>();

    SqliteTableParser(Tokens tokens) {
        this.tokens = tokens;
    }

    SqliteTableDdl read() {
        String table = head();
        tokens.expectSign("(");
        do {
            if (atTableConstraint()) {
                tableConstraints();
            } else {
                columns.add(new ColumnParser().read());
            }
        } while (tokens.acceptSign(","));
        if (columns.isEmpty()) {
            throw tokens.unexpected("a column");
        }
        tokens.expectSign(")");
        return new SqliteTableDdl(table, columns, constraints, options());
    }

    private String head() {
        tokens.expectWords("create");
        if (!tokens.acceptWords("temp")) {
            tokens.acceptWords("temporary");
        }
        tokens.expectWords("table");
        tokens.acceptWords("if", "not", "exists");
        return SqliteDdlReader.qualifiedName(tokens);
    }

    private Set<Option> options() {
        var options = EnumSet.noneOf(Option.class);
        while (!tokens.atEnd() && !tokens.acceptSign(";")) {
            options.add(option());
            tokens.acceptSign(",");
        }
        if (!tokens.atEnd()) {
            throw tokens.unexpected("the end");
        }
        return options;
    }

    private Option option() {
        if (tokens.acceptWords("without", "rowid")) {
            return Option.WITHOUT_ROWID;
        }
        tokens.expectWords("strict");
        return Option.STRICT;
    }

    private boolean atTableConstraint() {
        return tokens.atWords("constraint")
                || tokens.atWords("primary")
                || tokens.atWords("unique")
                || tokens.atWords("check")
                || tokens.atWords("foreign");
    }

    /** SQLite lets the commas between them be left out. */
    private void tableConstraints() {
        while (atTableConstraint()) {
            tableConstraint(constraintName());
        }
    }

    /** Of several names the last; a name may also stand before nothing. */
    private Optional<String> constraintName() {
        Optional<String> name = Optional.empty();
        while (tokens.acceptWords("constraint")) {
            name = Optional.of(name(tokens));
        }
        return name;
    }

    private void tableConstraint(Optional<String> name) {
        if (tokens.acceptWords("primary", "key")) {
            List<SqliteKey> keys = numberedKeys();
            constraints.add(new SqliteConstraint.PrimaryKey(name, keys, conflict(tokens)));
        } else if (tokens.acceptWords("unique")) {
            constraints.add(new SqliteConstraint.Unique(name, keys(tokens.list()), conflict(tokens)));
        } else if (tokens.acceptWords("foreign", "key")) {
            constraints.add(reference(name, names()));
        } else if (tokens.atWords("check")) {
            constraints.add(check(name));
        } else if (tokens.atWords("primary") || tokens.atWords("foreign")) {
            tokens.next();
            throw tokens.unexpected("KEY");
        }
    }

    private List<SqliteKey> numberedKeys() {
        List<Tokens> parts = tokens.list();
        Tokens last = parts.get(parts.size() - 1);
        last.returnTo(Math.max(0, last.size() - 1));
        if (last.size() < 2 || !last.atWords("autoincrement")) {
            return keys(parts);
        }
        SqliteKey key = SqliteDdlReader.key(last, last.size() - 1);
        number(key.name());
        return List.of(key);
    }

    private void number(String column) {
        for (int i = 0; i < columns.size(); i++) {
            SqliteTableDdl.Column one = columns.get(i);
            if (one.name().equalsIgnoreCase(column)) {
                columns.set(
                        i,
                        new SqliteTableDdl.Column(
                                one.name(),
                                one.type(),
                                one.nulls(),
                                one.collation(),
                                one.defaultText(),
                                one.generated(),
                                Numbering.AUTOINCREMENT,
                                one.conflict()));
            }
        }
    }

    private static List<SqliteKey> keys(List<Tokens> parts) {
        return parts.stream().map(SqliteDdlReader::key).toList();
    }

    private static SqliteKey columnKey(String written, String column, Order order) {
        return new SqliteKey(written, Optional.of(column), Optional.empty(), order);
    }

    private List<String> names() {
        return keys(tokens.list()).stream().map(SqliteKey::name).toList();
    }

    private SqliteConstraint check(Optional<String> name) {
        tokens.expectWords("check");
        var check = new SqliteConstraint.Check(name, expression());
        conflict(tokens);
        return check;
    }

    private String expression() {
        String expression = tokens.bracketed();
        if (expression.isEmpty()) {
            throw tokens.unexpected("an expression before it");
        }
        return expression;
    }

    private SqliteConstraint reference(Optional<String> name, List<String> from) {
        tokens.expectWords("references");
        String table = name(tokens);
        List<String> references = tokens.peek().isSign("(") ? names() : List.of();
        return referenceClauses(name, from, table, references);
    }

    private SqliteConstraint referenceClauses(
            Optional<String> name, List<String> from, String table, List<String> references) {
        Deferral deferral = Deferral.NOT_DEFERRABLE;
        ReferentialAction onDelete = ReferentialAction.NO_ACTION;
        ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
        while (true) {
            if (tokens.acceptWords("on", "delete")) {
                onDelete = action();
            } else if (tokens.acceptWords("on", "update")) {
                onUpdate = action();
            } else if (tokens.acceptWords("on", "insert")) {
                action();
            } else if (tokens.acceptWords("match")) {
                name(tokens);
            } else if (tokens.acceptWords("not", "deferrable")) {
                initially();
                deferral = Deferral.NOT_DEFERRABLE;
            } else if (tokens.acceptWords("deferrable")) {
                deferral = initially();
            } else {
                var actions = new ForeignKey.Actions(onDelete, onUpdate);
                return new SqliteConstraint.ForeignKey(name, from, table, references, actions, deferral);
            }
        }
    }

    private ReferentialAction action() {
        for (ReferentialAction action : ReferentialAction.values()) {
            if (tokens.acceptWords(action.sql().split(" "))) {
                return action;
            }
        }
        throw tokens.unexpected("what to do with the rows that refer");
    }

    private Deferral initially() {
        if (tokens.acceptWords("initially", "deferred")) {
            return Deferral.INITIALLY_DEFERRED;
        }
        tokens.acceptWords("initially", "immediate");
        return Deferral.INITIALLY_IMMEDIATE;
    }

    /** Parses one column and what stands behind it. */
    private final class ColumnParser {
        private final int nameAt = tokens.position();
        private final String name = name(tokens);
        private Nulls nulls = Nulls.ALLOWED;
        private Optional<String> collation = Optional.empty();
        private Optional<String> defaultText = Optional.empty();
        private Optional<Generated> generated = Optional.empty();
        private Numbering numbering = Numbering.NONE;
        private Optional<String> conflict = Optional.empty();

        SqliteTableDdl.Column read() {
            String type = type();
            while (!tokens.peek().isSign(",") && !tokens.peek().isSign(")")) {
                constraint(constraintName());
            }
            return new SqliteTableDdl.Column(name, type, nulls, collation, defaultText, generated, numbering, conflict);
        }

        private String type() {
            int start = tokens.position();
            while (isName() && !atColumnConstraint()) {
                tokens.next();
            }
            if (tokens.position() > start && tokens.peek().isSign("(")) {
                tokens.bracketed();
            }
            return tokens.written(start, tokens.position());
        }

        private boolean isName() {
            Kind kind = tokens.peek().kind();
            return kind == Kind.WORD || kind == Kind.QUOTED_NAME || kind == Kind.STRING;
        }

        private boolean atColumnConstraint() {
            return atTableConstraint()
                    || tokens.atWords("not")
                    || tokens.atWords("null")
                    || tokens.atWords("default")
                    || tokens.atWords("collate")
                    || tokens.atWords("references")
                    || tokens.atWords("generated", "always")
                    || tokens.atWords("as");
        }

        private void constraint(Optional<String> constraintName) {
            if (tokens.acceptWords("primary", "key")) {
                primaryKey(constraintName);
            } else if (tokens.acceptWords("unique")) {
                constraints.add(new SqliteConstraint.Unique(
                        constraintName, List.of(ownKey(Order.ASCENDING)), conflict(tokens)));
            } else if (tokens.atWords("check")) {
                constraints.add(check(constraintName));
            } else if (tokens.atWords("references")) {
                constraints.add(reference(constraintName, List.of(name)));
            } else if (tokens.acceptWords("not", "null")) {
                nulls = Nulls.REFUSED;
                conflict = conflict(tokens);
            } else if (tokens.acceptWords("null")) {
                conflict(tokens);
            } else if (tokens.acceptWords("default")) {
                defaultText = Optional.of(defaultText());
            } else if (tokens.acceptWords("collate")) {
                collation = Optional.of(name(tokens));
            } else if (tokens.atWords("generated") || tokens.atWords("as")) {
                generated = Optional.of(generated());
            } else if (constraintName.isEmpty()) {
                throw tokens.unexpected("a constraint of column " + name);
            }
        }

        private SqliteKey ownKey(Order order) {
            return columnKey(tokens.written(nameAt, nameAt + 1), name, order);
        }

        private void primaryKey(Optional<String> constraintName) {
            boolean descending = tokens.acceptWords("desc");
            if (!descending) {
                tokens.acceptWords("asc");
            }
            Optional<String> conflict = conflict(tokens);
            numbering = descending ? Numbering.NEVER : numbering;
            numbering = tokens.acceptWords("autoincrement") ? Numbering.AUTOINCREMENT : numbering;
            SqliteKey key = ownKey(descending ? Order.DESCENDING : Order.ASCENDING);
            constraints.add(new SqliteConstraint.PrimaryKey(constraintName, List.of(key), conflict));
        }

        private String defaultText() {
            if (tokens.peek().isSign("(")) {
                return expression();
            }
            int start = tokens.position();
            boolean signed = tokens.acceptSign("-") || tokens.acceptSign("+");
            if (tokens.peek().isSign(",") || tokens.peek().isSign(")")) {
                throw tokens.unexpected(signed ? "a number" : "a default");
            }
            tokens.next();
            return tokens.written(start, tokens.position());
        }

        private Generated generated() {
            tokens.acceptWords("generated", "always");
            tokens.expectWords("as");
            String expression = expression();
            if (tokens.acceptWords("stored")) {
                return new Generated(expression, Storage.STORED);
            }
            tokens.acceptWords("virtual");
            return new Generated(expression, Storage.VIRTUAL);
        }
    }
}
