package io.whisperschema.internal.sql;

import io.whisperschema.definition.relational.DialectName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether two queries of one dialect are the same but for how they are written: all that {@link RawComparison} says, the
 * word {@code AS}, brackets around the first tables of a join, and the table's name before a column where only one table
 * is asked.
 *
 * <p>So {@code true} is certain, and {@code false} means only that these rules do not show them equal.
 */
public final class ViewComparison {
    private static final Set<String> AFTER_TABLES =
            Set.of("where", "group", "having", "window", "order", "limit", "offset", "fetch", "for");
    private static final Set<String> SEVERAL =
            Set.of("join", "union", "intersect", "except", "with", "values", "lateral", "natural");

    private static final Set<String> JOINING = Set.of("left", "right", "full", "inner", "cross");

    private final List<Token> tokens;
    private final Set<Integer> left = new HashSet<>();

    private ViewComparison(String sql, DialectName dialect) {
        this.tokens = new ArrayList<>(Tokenizer.withoutComments(sql, dialect));
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).isSign(";")) {
            tokens.remove(tokens.size() - 1);
        }
    }

    /** Whether they are the same. */
    public static boolean same(String left, String right, DialectName dialect) {
        try {
            return left.equals(right) || RawComparison.same(normal(left, dialect), normal(right, dialect), dialect);
        } catch (SqlSyntaxException e) {
            return false;
        }
    }

    private static String normal(String sql, DialectName dialect) {
        var view = new ViewComparison(sql, dialect);
        view.leaveAs();
        view.leaveBracketsOfJoins();
        view.leaveBracketsOfConditions();
        view.leaveOnlyTable();
        return view.text();
    }

    private String text() {
        var text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            if (!left.contains(i)) {
                text.append(tokens.get(i).text()).append(' ');
            }
        }
        return text.toString();
    }

    /** Everywhere but in {@code CAST (… AS …)}, where a type follows it. */
    private void leaveAs() {
        Deque<Boolean> casts = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isSign("(")) {
                casts.push(i > 0 && tokens.get(i - 1).isWord("cast"));
            } else if (tokens.get(i).isSign(")") && !casts.isEmpty()) {
                casts.pop();
            } else if (tokens.get(i).isWord("as") && (casts.isEmpty() || !casts.peek())) {
                left.add(i);
            }
        }
    }

    /** A join takes its first two tables first, with brackets or without. */
    private void leaveBracketsOfJoins() {
        for (int from = 0; from < tokens.size(); from++) {
            for (int i = from + 1; tokens.get(from).isWord("from") && isSign(i, "(") && !beginsQuery(i + 1); i++) {
                int close = closing(i);
                left.add(i);
                left.add(close);
            }
        }
    }

    /** A condition in brackets that hold all of it. */
    private void leaveBracketsOfConditions() {
        for (int at = 0; at < tokens.size(); at++) {
            boolean isBefore = isWord(at, "on") || isWord(at, "where") || isWord(at, "having");
            for (int i = at + 1; isBefore && isSign(i, "(") && !beginsQuery(i + 1); i++) {
                int close = closing(i);
                if (!endsCondition(close + 1)) {
                    break;
                }
                left.add(i);
                left.add(close);
            }
        }
    }

    private boolean endsCondition(int at) {
        int next = at;
        while (left.contains(next) || isSign(next, ")")) {
            next++;
        }
        return next >= tokens.size() || isAfterTables(next) || isOneOf(next, JOINING) || isOneOf(next, SEVERAL);
    }

    private boolean isOneOf(int at, Set<String> words) {
        Token token = tokens.get(at);
        return token.kind() == Token.Kind.WORD && words.contains(Tokenizer.lowered(token.text()));
    }

    private boolean beginsQuery(int at) {
        return isWord(at, "select") || isWord(at, "with") || isWord(at, "values");
    }

    private int closing(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += isSign(i, "(") ? 1 : isSign(i, ")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new SqlSyntaxException(tokens.get(open).line(), "a bracket that opens here is never closed");
    }

    /** Asked of one table, a column is of that table. */
    private void leaveOnlyTable() {
        int from = onlyTable();
        if (from < 0) {
            return;
        }
        String table = tokens.get(from).value();
        int alias = from + 1;
        while (left.contains(alias)) {
            alias++;
        }
        boolean isAliased = alias < tokens.size() && isName(alias) && !isAfterTables(alias);
        String name = isAliased ? tokens.get(alias).value() : table;
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (isName(i) && tokens.get(i).value().equals(name) && isSign(i + 1, ".") && !isSign(i - 1, ".")) {
                left.add(i);
                left.add(i + 1);
            }
        }
        if (isAliased) {
            left.add(alias);
        }
    }

    /** Where the name of the only table stands; -1 if there are several or it is not just a name. */
    private int onlyTable() {
        int selects = 0;
        int from = -1;
        for (int i = 0; i < tokens.size(); i++) {
            selects += isWord(i, "select") ? 1 : 0;
            from = isWord(i, "from") && from < 0 ? i : from;
            if (tokens.get(i).kind() == Token.Kind.WORD
                    && SEVERAL.contains(Tokenizer.lowered(tokens.get(i).text()))) {
                return -1;
            }
        }
        int table = from + 1;
        boolean isOne = selects == 1 && from > 0 && table < tokens.size() && isName(table) && !isSign(table + 1, ".");
        return isOne && !hasComma(table) ? table : -1;
    }

    private boolean hasComma(int table) {
        for (int i = table; i < tokens.size() && !isAfterTables(i); i++) {
            if (isSign(i, ",") || isSign(i, "(")) {
                return true;
            }
        }
        return false;
    }

    private boolean isAfterTables(int at) {
        return isOneOf(at, AFTER_TABLES);
    }

    private boolean isName(int at) {
        Token.Kind kind = tokens.get(at).kind();
        return kind == Token.Kind.WORD || kind == Token.Kind.QUOTED_NAME;
    }

    private boolean isSign(int at, String sign) {
        return at >= 0 && at < tokens.size() && tokens.get(at).isSign(sign);
    }

    private boolean isWord(int at, String word) {
        return at < tokens.size() && tokens.get(at).isWord(word);
    }
}
