package io.whisperschema.internal.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ExpressionParts;
import io.whisperschema.error.InvalidDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses words of a dialect that would not stay where a statement of ours has them: what ends the statement, opens a
 * bracket, string or comment that swallows what follows, or closes a bracket of ours.
 */
public final class Confinement {
    private static final Set<String> QUERIES = Set.of("select", "with", "values", "table");
    private static final String ONE_EXPRESSION = "Write one expression with all its brackets and quotes closed.";
    private static final String ONE_QUERY = "Write one query, from SELECT, WITH, VALUES or TABLE on.";

    private final String place;
    private final String remedy;
    private final List<Token> tokens = new ArrayList<>();

    private Confinement(String place, DialectName dialect, String sql, String remedy) {
        this.place = place;
        this.remedy = remedy;
        read(sql, dialect);
    }

    /**
     * An expression whose words of dialects, wherever they stand in it, are one expression each.
     *
     * @throws InvalidDefinition if they are not
     */
    public static void ofExpression(String place, Expression expression) {
        if (expression instanceof Expression.Raw raw) {
            ofWords(place, raw.dialect(), raw.sql());
        } else if (expression instanceof Expression.PerDialect several) {
            several.spellings().forEach(raw -> ofWords(place, raw.dialect(), raw.sql()));
        } else {
            ExpressionParts.of(expression).forEach(part -> ofExpression(place, part));
        }
    }

    /**
     * Words that are one expression, type or clause.
     *
     * @throws InvalidDefinition if they are not
     */
    public static void ofWords(String place, DialectName dialect, String sql) {
        var words = new Confinement(place, dialect, sql, ONE_EXPRESSION);
        words.mean();
        words.areOne(Set.of(";", ","));
    }

    /**
     * The query of a view.
     *
     * @throws InvalidDefinition if it is not one query
     */
    public static void ofQuery(String place, DialectName dialect, String sql) {
        ofStatement(place, dialect, sql).beginsAsQuery();
    }

    /**
     * What stands in a catalog as the query of a view: SQLite gives the whole statement back where it names its columns.
     *
     * @throws InvalidDefinition if it is not one statement
     */
    public static Confinement ofStatement(String place, DialectName dialect, String sql) {
        var statement = new Confinement(place, dialect, sql, ONE_QUERY);
        statement.mean();
        statement.areOne(Set.of(";"));
        return statement;
    }

    private void read(String sql, DialectName dialect) {
        try {
            var tokenizer = Tokenizer.over(sql, dialect);
            for (Optional<Token> next = tokenizer.next(); next.isPresent(); next = tokenizer.next()) {
                if (next.get().kind() == Token.Kind.COMMENT) {
                    ends(next.get(), sql);
                } else {
                    tokens.add(next.get());
                }
            }
        } catch (SqlSyntaxException unreadable) {
            throw refused("it cannot be read: " + unreadable.getMessage());
        }
    }

    /** A comment that the end of the text ends would go on in what is written behind it. */
    private void ends(Token comment, String sql) {
        String text = comment.text();
        boolean isLine = text.startsWith("--");
        if (isLine ? comment.end() == sql.length() : text.length() < 4 || !text.endsWith("*/")) {
            throw refused("the comment at its end is not closed and would swallow what follows");
        }
    }

    private void mean() {
        if (tokens.isEmpty()) {
            throw refused("it holds nothing but comments");
        }
    }

    private void areOne(Set<String> separators) {
        Deque<String> open = new ArrayDeque<>();
        for (Token token : tokens) {
            if (token.kind() == Token.Kind.PARAMETER) {
                throw refused("it has a place for a value, " + token + ", and nobody to give one");
            }
            if (token.isSign(";") || (open.isEmpty() && separators.stream().anyMatch(token::isSign))) {
                throw refused("it goes on behind a '" + token + "' in line " + token.line());
            }
            follow(token, open);
        }
        if (!open.isEmpty()) {
            throw refused("a bracket that it opens is never closed");
        }
    }

    private void follow(Token token, Deque<String> open) {
        if (token.isSign("(") || token.isSign("[")) {
            open.push(token.isSign("(") ? ")" : "]");
        } else if ((token.isSign(")") || token.isSign("]")) && !token.text().equals(open.poll())) {
            throw refused("it closes a bracket in line " + token.line() + " that it does not open");
        }
    }

    private void beginsAsQuery() {
        Token first =
                tokens.stream().filter(token -> !token.isSign("(")).findFirst().orElse(tokens.get(0));
        if (QUERIES.stream().noneMatch(first::isWord)) {
            throw refused("it begins with '" + first + "', which begins no query");
        }
    }

    private InvalidDefinition refused(String problem) {
        return new InvalidDefinition(place, problem, remedy);
    }
}
