package io.whisperschema.sql;

import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.PostgresAlteration.Presence;
import io.whisperschema.sql.PostgresStatement.AlterTable;
import io.whisperschema.sql.PostgresStatement.AttachIndex;
import io.whisperschema.sql.PostgresStatement.Drop;
import io.whisperschema.sql.PostgresStatement.ExtendEnum;
import io.whisperschema.sql.PostgresStatement.OwnSequence;
import io.whisperschema.sql.PostgresStatement.Rename;
import io.whisperschema.sql.PostgresStatement.SearchPath;
import io.whisperschema.sql.PostgresStatement.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses one statement of PostgreSQL. */
public final class PostgresStatementParser {
    static final String RIGHTS = "it is about who may do what";

    private static final Unread ROWS = new Unread(Reason.DATA, "it writes rows");
    private static final Unread ACCESS = new Unread(Reason.NO_STRUCTURE, RIGHTS);
    private static final Unread SESSION =
            new Unread(Reason.NO_STRUCTURE, "it concerns the session or transaction it runs in");
    private static final Unread CARE = new Unread(Reason.NO_STRUCTURE, "it looks after what is there");
    private static final Unread UNDONE =
            new Unread(Reason.NOT_UNDERSTOOD, "what it takes back is in the catalog still");
    private static final Unread CODE =
            new Unread(Reason.NOT_UNDERSTOOD, "what code does is not known without running it");

    private final Tokens tokens;

    private PostgresStatementParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * What a statement says.
     *
     * @throws SqlSyntaxException if it holds what we do not know; its line counts from the statement's first
     */
    public static PostgresStatement parse(ScriptStatement statement) {
        return switch (statement.kind()) {
            case PSQL -> new Unread(Reason.NO_STRUCTURE, "it is for psql, not for the server");
            case COPY -> ROWS;
            case SQL -> new PostgresStatementParser(Tokens.of(statement.text(), DialectName.POSTGRES)).read();
        };
    }

    private PostgresStatement read() {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.peek(i).text().equals("\\")) {
                throw new SqlSyntaxException(tokens.peek(i).line(), "psql sends the statement in a way of its own");
            }
        }
        PostgresStatement statement = byFirstWord(tokens.peek().value());
        if (!(statement instanceof Unread) && !tokens.atEnd()) {
            throw tokens.unexpected("the end");
        }
        return statement;
    }

    private PostgresStatement byFirstWord(String word) {
        return switch (word) {
            case "create" -> new PostgresCreateParser(tokens).read();
            case "alter" -> alter();
            case "comment" -> new PostgresCommentParser(tokens).read();
            case "drop" -> drop();
            case "set" -> set();
            case "select" -> select();
            case "insert", "update", "delete", "merge", "truncate", "copy", "with" -> ROWS;
            case "grant", "revoke", "reassign", "security" -> ACCESS;
            case "reset", "begin", "start", "commit", "end", "savepoint", "release", "lock", "discard" -> SESSION;
            case "listen", "unlisten", "notify", "deallocate", "show", "explain", "checkpoint" -> SESSION;
            case "analyze", "analyse", "vacuum", "cluster", "reindex", "refresh", "load" -> CARE;
            case "rollback", "abort" -> UNDONE;
            case "do", "call", "execute", "prepare" -> CODE;
            default -> throw tokens.unexpected("a statement that we know");
        };
    }

    private PostgresStatement set() {
        tokens.expectWords("set");
        if (!tokens.acceptWords("session")) {
            tokens.acceptWords("local");
        }
        if (!tokens.acceptWords("search_path")) {
            return SESSION;
        }
        if (!tokens.acceptSign("=")) {
            tokens.expectWords("to");
        }
        var schemas = new ArrayList<String>();
        do {
            schemas.add(tokens.next().value());
        } while (tokens.acceptSign(","));
        return new SearchPath(path(schemas));
    }

    private static List<String> path(List<String> schemas) {
        return schemas.stream()
                .map(String::strip)
                .filter(schema -> !schema.isEmpty() && !schema.equals("$user"))
                .toList();
    }

    private PostgresStatement select() {
        tokens.expectWords("select");
        String function =
                PostgresName.follows(tokens) ? PostgresName.next(tokens).name() : "";
        if (function.equals("setval") && tokens.peek().isSign("(")) {
            return new Unread(Reason.DATA, "it says where a sequence goes on");
        }
        if (function.equals("set_config") && tokens.acceptSign("(")) {
            return config();
        }
        throw new SqlSyntaxException(1, "what a query does by the functions it calls is not known without running it");
    }

    private PostgresStatement config() {
        boolean path = tokens.next().value().equalsIgnoreCase("search_path");
        tokens.expectSign(",");
        String value = tokens.next().value();
        if (!path) {
            return SESSION;
        }
        while (!tokens.atEnd()) {
            tokens.next();
        }
        return new SearchPath(path(List.of(value.replace("\"", "").split(","))));
    }

    private PostgresStatement alter() {
        tokens.expectWords("alter");
        if (ownership()) {
            return ACCESS;
        }
        if (tokens.acceptWords("table")) {
            return alterTable();
        }
        if (tokens.acceptWords("sequence")) {
            return alterSequence();
        }
        if (tokens.acceptWords("index")) {
            return alterIndex();
        }
        return PostgresObjectType.next(tokens)
                .map(this::alterObject)
                .orElseThrow(() -> tokens.unexpected("something that we know how to alter"));
    }

    /** Whether it ends in {@code OWNER TO} and a name, or is about rights from its beginning. */
    private boolean ownership() {
        int size = tokens.size();
        boolean owner = size > 4
                && tokens.peek(size - 4).isWord("owner")
                && tokens.peek(size - 3).isWord("to");
        return owner || tokens.atWords("default", "privileges");
    }

    private PostgresStatement alterTable() {
        AlterTable statement = new PostgresAlterParser(tokens).read();
        return PostgresAlterParser.ineffective(statement)
                .<PostgresStatement>map(actions ->
                        new Unread(actions.get(0).reason(), actions.get(0).why()))
                .orElse(statement);
    }

    private PostgresStatement alterSequence() {
        tokens.acceptWords("if", "exists");
        PostgresName name = PostgresName.next(tokens);
        if (tokens.acceptWords("rename", "to")) {
            return new Rename("sequence", name, PostgresName.plain(tokens));
        }
        boolean owned = tokens.atWords("owned", "by");
        PostgresSequenceParser.Options options = PostgresSequenceParser.options(tokens);
        return owned
                ? new OwnSequence(name, options.owner())
                : new Unread(Reason.NO_PLACE, "a catalog has no place for how a sequence counts from now on");
    }

    private PostgresStatement alterIndex() {
        tokens.acceptWords("if", "exists");
        PostgresName name = PostgresName.next(tokens);
        if (tokens.acceptWords("rename", "to")) {
            return new Rename("index", name, PostgresName.plain(tokens));
        }
        if (tokens.acceptWords("attach", "partition")) {
            return new AttachIndex(name, PostgresName.next(tokens));
        }
        return new Unread(Reason.NO_STRUCTURE, "it changes how rows are kept, not what they are");
    }

    private PostgresStatement alterObject(String type) {
        tokens.acceptWords("if", "exists");
        PostgresName name = PostgresName.next(tokens);
        if (tokens.acceptWords("rename", "to")) {
            return new Rename(type, name, PostgresName.plain(tokens));
        }
        if (type.equals("type") && tokens.acceptWords("add", "value")) {
            tokens.acceptWords("if", "not", "exists");
            return extendEnum(name);
        }
        throw tokens.unexpected("a change to a " + type + " that we know");
    }

    private PostgresStatement extendEnum(PostgresName name) {
        String value = PostgresCreateParser.text(tokens);
        boolean before = tokens.acceptWords("before");
        boolean beside = before || tokens.acceptWords("after");
        return new ExtendEnum(
                name,
                value,
                beside ? Optional.of(PostgresCreateParser.text(tokens)) : Optional.empty(),
                before ? ExtendEnum.Place.BEFORE : ExtendEnum.Place.AFTER);
    }

    private PostgresStatement drop() {
        tokens.expectWords("drop");
        String type = PostgresObjectType.next(tokens)
                .orElseThrow(() -> tokens.unexpected("something that we know how to drop"));
        tokens.acceptWords("concurrently");
        Presence presence = tokens.acceptWords("if", "exists") ? Presence.LENIENT : Presence.STRICT;
        var names = new ArrayList<PostgresName>();
        do {
            names.add(PostgresName.next(tokens));
            if (tokens.peek().isSign("(")) {
                tokens.bracketed();
            }
        } while (tokens.acceptSign(","));
        Optional<PostgresName> table =
                tokens.acceptWords("on") ? Optional.of(PostgresName.next(tokens)) : Optional.empty();
        Drop.Standing standing = tokens.atWords("cascade") ? Drop.Standing.GONE : Drop.Standing.IN_THE_WAY;
        acceptReach(tokens);
        return new Drop(presence, type, names, table, standing);
    }

    /** What goes with something that is dropped. */
    static void acceptReach(Tokens tokens) {
        if (!tokens.acceptWords("cascade")) {
            tokens.acceptWords("restrict");
        }
    }

    /** The names between brackets, qualified or not. */
    static void names(Tokens tokens, List<PostgresName> names) {
        tokens.expectSign("(");
        do {
            names.add(PostgresName.next(tokens));
        } while (tokens.acceptSign(","));
        tokens.expectSign(")");
    }
}
