package io.whisperschema.sql;

import io.whisperschema.internal.sql.Token.Kind;
import io.whisperschema.internal.sql.Tokens;
import io.whisperschema.sql.PostgresColumn.Counting;
import io.whisperschema.sql.PostgresStatement.ColumnName;
import java.util.List;
import java.util.Optional;

/** Parses what stands behind the name of a sequence. */
final class PostgresSequenceParser {
    private final Tokens tokens;
    private Counting counting = Counting.USUAL;
    private Optional<ColumnName> owner = Optional.empty();

    private PostgresSequenceParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * What the options of a sequence say.
     *
     * @param counting how it counts
     * @param owner the column that it goes with
     */
    record Options(Counting counting, Optional<ColumnName> owner) {}

    /** The options up to a closing bracket or the end. */
    static Options options(Tokens tokens) {
        var parser = new PostgresSequenceParser(tokens);
        while (!tokens.atEnd() && !tokens.peek().isSign(")")) {
            parser.option();
        }
        return new Options(parser.counting, parser.owner);
    }

    private void option() {
        if (tokens.acceptWords("owned", "by")) {
            owner = owner(tokens);
        } else if (tokens.acceptWords("sequence", "name")) {
            PostgresName.next(tokens);
        } else if (tokens.acceptWords("as")) {
            PostgresTypeName.next(tokens);
        } else if (tokens.acceptWords("increment")) {
            tokens.acceptWords("by");
            usuallyOne();
        } else if (tokens.acceptWords("start")) {
            tokens.acceptWords("with");
            usuallyOne();
        } else if (tokens.acceptWords("minvalue")) {
            usuallyOne();
        } else if (tokens.acceptWords("cycle")) {
            counting = Counting.OWN;
        } else {
            indifferent();
        }
    }

    private void usuallyOne() {
        if (!number().equals("1")) {
            counting = Counting.OWN;
        }
    }

    private String number() {
        String sign = tokens.acceptSign("-") ? "-" : "";
        if (tokens.peek().kind() != Kind.NUMBER) {
            throw tokens.unexpected("a number");
        }
        return sign + tokens.next().value();
    }

    private void indifferent() {
        if (tokens.acceptWords("maxvalue") || tokens.acceptWords("cache")) {
            number();
        } else if (tokens.acceptWords("restart")) {
            tokens.acceptWords("with");
            if (tokens.peek().kind() == Kind.NUMBER) {
                number();
            }
        } else if (!tokens.acceptWords("no", "minvalue")
                && !tokens.acceptWords("no", "maxvalue")
                && !tokens.acceptWords("no", "cycle")) {
            throw tokens.unexpected("an option of a sequence");
        }
    }

    /** The column behind {@code OWNED BY}. */
    private static Optional<ColumnName> owner(Tokens tokens) {
        List<String> names = PostgresName.dotted(tokens);
        int size = names.size();
        if (size == 1) {
            return Optional.empty();
        }
        var table =
                new PostgresName(size > 2 ? Optional.of(names.get(size - 3)) : Optional.empty(), names.get(size - 2));
        return Optional.of(new ColumnName(table, names.get(size - 1)));
    }
}
