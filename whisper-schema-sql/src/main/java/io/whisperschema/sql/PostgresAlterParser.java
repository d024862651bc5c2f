package io.whisperschema.sql;

import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.PostgresAlteration.AddColumn;
import io.whisperschema.sql.PostgresAlteration.AddConstraint;
import io.whisperschema.sql.PostgresAlteration.AttachPartition;
import io.whisperschema.sql.PostgresAlteration.Change;
import io.whisperschema.sql.PostgresAlteration.ChangeColumn;
import io.whisperschema.sql.PostgresAlteration.ChangeDefault;
import io.whisperschema.sql.PostgresAlteration.ChangeIdentity;
import io.whisperschema.sql.PostgresAlteration.ChangeIdentityKind;
import io.whisperschema.sql.PostgresAlteration.ChangeNulls;
import io.whisperschema.sql.PostgresAlteration.ChangePersistence;
import io.whisperschema.sql.PostgresAlteration.ChangeType;
import io.whisperschema.sql.PostgresAlteration.DetachPartition;
import io.whisperschema.sql.PostgresAlteration.DropColumn;
import io.whisperschema.sql.PostgresAlteration.DropConstraint;
import io.whisperschema.sql.PostgresAlteration.DropExpression;
import io.whisperschema.sql.PostgresAlteration.Ineffective;
import io.whisperschema.sql.PostgresAlteration.Persistence;
import io.whisperschema.sql.PostgresAlteration.Presence;
import io.whisperschema.sql.PostgresAlteration.Rename;
import io.whisperschema.sql.PostgresAlteration.ValidateConstraint;
import io.whisperschema.sql.PostgresColumn.Nulls;
import io.whisperschema.sql.PostgresStatement.AlterTable;
import io.whisperschema.sql.PostgresStatement.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses one {@code ALTER TABLE}, from behind these words. */
final class PostgresAlterParser {
    private static final String STORAGE = "it changes how rows are kept, not what they are";

    private final Tokens tokens;
    private final PostgresConstraintParser constraintParser;

    PostgresAlterParser(Tokens tokens) {
        this.tokens = tokens;
        this.constraintParser = new PostgresConstraintParser(tokens);
    }

    AlterTable read() {
        Presence presence = tokens.acceptWords("if", "exists") ? Presence.LENIENT : Presence.STRICT;
        Reach reach = tokens.acceptWords("only") ? Reach.ONLY : Reach.WITH_PARTITIONS;
        PostgresName name = PostgresName.next(tokens);
        tokens.acceptSign("*");
        var actions = new ArrayList<PostgresAlteration>();
        do {
            actions.add(action());
        } while (tokens.acceptSign(","));
        if (!tokens.atEnd()) {
            throw tokens.unexpected("the end");
        }
        return new AlterTable(presence, reach, name, actions);
    }

    private PostgresAlteration action() {
        if (tokens.acceptWords("add")) {
            return add();
        }
        if (tokens.acceptWords("drop")) {
            return drop();
        }
        if (tokens.acceptWords("alter")) {
            return alter();
        }
        if (tokens.acceptWords("rename")) {
            return rename();
        }
        if (tokens.acceptWords("attach", "partition")) {
            return new AttachPartition(PostgresName.next(tokens), PostgresTableParser.bounds(tokens));
        }
        if (tokens.acceptWords("detach", "partition")) {
            return detach();
        }
        if (tokens.acceptWords("validate", "constraint")) {
            return new ValidateConstraint(PostgresName.plain(tokens));
        }
        if (tokens.acceptWords("set", "unlogged")) {
            return new ChangePersistence(Persistence.UNLOGGED);
        }
        return tokens.acceptWords("set", "logged") ? new ChangePersistence(Persistence.LOGGED) : ineffective();
    }

    private PostgresAlteration add() {
        if (constraintParser.atTableConstraint()) {
            return new AddConstraint(constraintParser.tableConstraint());
        }
        tokens.acceptWords("column");
        Presence presence = tokens.acceptWords("if", "not", "exists") ? Presence.LENIENT : Presence.STRICT;
        var constraints = new ArrayList<PostgresConstraint>();
        PostgresColumn column = new PostgresColumnParser(tokens, constraints).read();
        return new AddColumn(presence, column, constraints);
    }

    private PostgresAlteration drop() {
        boolean constraint = tokens.acceptWords("constraint");
        if (!constraint) {
            tokens.acceptWords("column");
        }
        tokens.acceptWords("if", "exists");
        String name = PostgresName.plain(tokens);
        PostgresStatementParser.acceptReach(tokens);
        return constraint ? new DropConstraint(name) : new DropColumn(name);
    }

    private PostgresAlteration alter() {
        if (tokens.atWords("constraint")) {
            throw tokens.unexpected("a column");
        }
        tokens.acceptWords("column");
        String column = PostgresName.plain(tokens);
        return columnSetting()
                .<PostgresAlteration>map(change -> new ChangeColumn(column, change))
                .orElseGet(() -> new Ineffective(Reason.NO_STRUCTURE, STORAGE));
    }

    /** The change, empty if it is none of structure. */
    private Optional<Change> columnSetting() {
        if (tokens.acceptWords("set", "default")) {
            return Optional.of(new ChangeDefault(Optional.of(PostgresExpressions.upToComma(tokens))));
        }
        if (tokens.acceptWords("drop", "default")) {
            return Optional.of(new ChangeDefault(Optional.empty()));
        }
        if (tokens.acceptWords("set", "not", "null")) {
            return Optional.of(new ChangeNulls(Nulls.REFUSED));
        }
        if (tokens.acceptWords("drop", "not", "null")) {
            return Optional.of(new ChangeNulls(Nulls.ALLOWED));
        }
        if (tokens.acceptWords("set", "data", "type") || tokens.acceptWords("type")) {
            return Optional.of(type());
        }
        return identitySetting().or(this::storageSetting);
    }

    private Change type() {
        PostgresTypeName type = PostgresTypeName.next(tokens);
        Optional<PostgresName> collation =
                tokens.acceptWords("collate") ? Optional.of(PostgresName.next(tokens)) : Optional.empty();
        if (tokens.acceptWords("using")) {
            PostgresExpressions.upToComma(tokens);
        }
        return new ChangeType(type, collation);
    }

    private Optional<Change> identitySetting() {
        if (tokens.acceptWords("add", "generated")) {
            Identity kind = identity();
            tokens.expectWords("as");
            return Optional.of(new ChangeIdentity(Optional.of(PostgresColumnParser.numbered(tokens, kind))));
        }
        if (tokens.acceptWords("set", "generated")) {
            return Optional.of(new ChangeIdentityKind(identity()));
        }
        if (tokens.acceptWords("drop", "identity")) {
            tokens.acceptWords("if", "exists");
            return Optional.of(new ChangeIdentity(Optional.empty()));
        }
        if (tokens.acceptWords("drop", "expression")) {
            tokens.acceptWords("if", "exists");
            return Optional.of(new DropExpression());
        }
        return Optional.empty();
    }

    private Identity identity() {
        if (tokens.acceptWords("always")) {
            return Identity.ALWAYS;
        }
        tokens.expectWords("by", "default");
        return Identity.GENERATED;
    }

    private Optional<Change> storageSetting() {
        if (tokens.acceptWords("restart")) {
            skipToComma();
        } else if (tokens.acceptWords("set") || tokens.acceptWords("reset")) {
            boolean storage = tokens.atWords("statistics")
                    || tokens.atWords("storage")
                    || tokens.atWords("compression")
                    || tokens.peek().isSign("(");
            if (!storage) {
                throw tokens.unexpected("a setting of a column");
            }
            skipToComma();
        } else {
            throw tokens.unexpected("a change to a column");
        }
        return Optional.empty();
    }

    private PostgresAlteration rename() {
        if (tokens.acceptWords("to")) {
            return new Rename(Rename.What.TABLE, "", PostgresName.plain(tokens));
        }
        boolean constraint = tokens.acceptWords("constraint");
        if (!constraint) {
            tokens.acceptWords("column");
        }
        String before = PostgresName.plain(tokens);
        tokens.expectWords("to");
        return new Rename(constraint ? Rename.What.CONSTRAINT : Rename.What.COLUMN, before, PostgresName.plain(tokens));
    }

    private PostgresAlteration detach() {
        PostgresName partition = PostgresName.next(tokens);
        if (!tokens.acceptWords("concurrently")) {
            tokens.acceptWords("finalize");
        }
        return new DetachPartition(partition);
    }

    private PostgresAlteration ineffective() {
        if (tokens.acceptWords("owner", "to")) {
            PostgresName.plain(tokens);
            return new Ineffective(Reason.NO_STRUCTURE, PostgresStatementParser.RIGHTS);
        }
        boolean security = tokens.atWords("enable", "row", "level", "security")
                || tokens.atWords("force", "row", "level", "security");
        boolean storage = tokens.atWords("cluster", "on")
                || tokens.atWords("replica", "identity")
                || tokens.atWords("reset")
                || tokens.atWords("no", "force", "row")
                || tokens.atWords("disable", "row")
                || tokens.atWords("set", "without")
                || tokens.atWords("set", "tablespace")
                || tokens.atWords("set", "access", "method")
                || (tokens.atWords("set") && tokens.peek(1).isSign("("));
        boolean switched = tokens.atWords("enable") || tokens.atWords("disable");
        if (!security && !storage && !switched) {
            throw tokens.unexpected("a change to a table that we know");
        }
        skipToComma();
        if (security) {
            return new Ineffective(Reason.NO_PLACE, "a catalog has no place for row level security");
        }
        return storage
                ? new Ineffective(Reason.NO_STRUCTURE, STORAGE)
                : new Ineffective(Reason.NO_PLACE, "a catalog does not say whether triggers and rules are on");
    }

    private void skipToComma() {
        for (int depth = 0; !tokens.atEnd() && !(depth == 0 && tokens.peek().isSign(",")); tokens.next()) {
            depth += tokens.peek().isSign("(") ? 1 : tokens.peek().isSign(")") ? -1 : 0;
        }
    }

    /** The actions of which a catalog shows nothing, if none shows anything. */
    static Optional<List<Ineffective>> ineffective(AlterTable statement) {
        List<Ineffective> ineffective = statement.actions().stream()
                .filter(Ineffective.class::isInstance)
                .map(Ineffective.class::cast)
                .toList();
        return ineffective.size() == statement.actions().size() ? Optional.of(ineffective) : Optional.empty();
    }
}
