package io.whisperschema.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.spi.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the tables of the migrations' record where a statement creates, changes or drops them or writes to them, as far as
 * its words tell. Files of runners in the field may create {@code schema_versions} themselves and put rows in.
 */
final class RecordTables {
    private static final String OF_THE_FIELD = "schema_versions";

    /** Worth a closer look. */
    private static final Pattern NAMED = Pattern.compile(String.join("|", History.TABLES), Pattern.CASE_INSENSITIVE);

    /** Another schema has tables of its own. */
    private static final Set<String> SCHEMAS = Set.of("public", "main");

    /** What stands between a verb and the name. */
    private static final Set<String> BEFORE_NAMES = Set.of(
            "table",
            "view",
            "materialized",
            "foreign",
            "temp",
            "temporary",
            "unlogged",
            "global",
            "local",
            "recursive",
            "if",
            "not",
            "exists",
            "only",
            "into",
            "from");

    private static final Set<String> SHAPES = Set.of("table", "view");
    private static final Set<String> SEVERAL = Set.of("drop", "truncate");

    private final Tokens tokens;
    private final DialectName dialect;

    private RecordTables(Tokens tokens, DialectName dialect) {
        this.tokens = tokens;
        this.dialect = dialect;
    }

    /** The first that a statement changes and must not. */
    static Optional<String> changedBy(String statement, DialectName dialect) {
        return NAMED.matcher(statement).find()
                ? new RecordTables(Tokens.of(statement, dialect), dialect).changed()
                : Optional.empty();
    }

    private Optional<String> changed() {
        for (int i = 0; i < tokens.size(); i++) {
            List<String> allowed = isOfTheField(i) ? List.of(OF_THE_FIELD) : List.of();
            Optional<String> found = targets(i).stream()
                    .filter(History.TABLES::contains)
                    .filter(name -> !allowed.contains(name))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whether a runner in the field does so with its own table, or a dump of its database. */
    private boolean isOfTheField(int verb) {
        return switch (word(verb)) {
            case "insert", "copy" -> true;
            case "create" -> word(verb + 1).equals("table");
            case "alter" -> has("owner") || (has("add") && has("constraint"));
            default -> false;
        };
    }

    /** What the verb at that place is about; nothing where there is no verb. */
    private List<String> targets(int verb) {
        return switch (word(verb)) {
            case "insert", "update" -> names(behindConflict(verb));
            case "replace", "merge" -> word(verb + 1).equals("into") ? names(verb + 1) : List.of();
            case "into" -> word(0).equals("select") ? names(verb + 1) : List.of();
            case "delete" -> word(verb + 1).equals("from") ? names(verb + 1) : List.of();
            case "truncate" -> names(verb + 1);
            case "create", "alter", "drop" -> isOfShape(verb + 1) ? names(verb + 1) : List.of();
            case "rename" -> word(verb + 1).equals("to") ? names(verb + 2) : List.of();
            case "copy" -> verb == 0 && has("from") ? names(1) : List.of();
            default -> List.of();
        };
    }

    /** SQLite's {@code INSERT OR IGNORE}. */
    private int behindConflict(int verb) {
        return word(verb + 1).equals("or") ? verb + 3 : verb + 1;
    }

    private boolean isOfShape(int at) {
        int last = at;
        while (BEFORE_NAMES.contains(word(last)) && !SHAPES.contains(word(last))) {
            last++;
        }
        return SHAPES.contains(word(last));
    }

    private List<String> names(int from) {
        var names = new ArrayList<String>();
        int at = from;
        do {
            while (BEFORE_NAMES.contains(word(at))) {
                at++;
            }
            boolean isQualified = tokens.peek(at + 1).isSign(".");
            if (!isQualified || SCHEMAS.contains(name(tokens.peek(at)))) {
                names.add(name(tokens.peek(isQualified ? at + 2 : at)));
            }
            at += isQualified ? 3 : 1;
            at += tokens.peek(at).isSign("*") ? 1 : 0;
        } while (tokens.peek(at++).isSign(",") && SEVERAL.contains(word(0)));
        return names;
    }

    /** As that dialect understands it. */
    private String name(Token token) {
        boolean hasCase = dialect.equals(DialectName.POSTGRES) && token.kind() != Kind.WORD;
        return hasCase ? token.value() : token.value().toLowerCase(Locale.ROOT);
    }

    private boolean has(String wanted) {
        for (int i = 0; i < tokens.size(); i++) {
            if (word(i).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private String word(int at) {
        Token token = tokens.peek(at);
        return token.kind() == Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : "";
    }
}
