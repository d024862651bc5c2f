package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.Sha256;
import io.whisperschema.internal.sql.ScriptTokens;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a migration says, as a number: comments, white space, the case of keywords and a semicolon at the end do
 * not count in its meaning.
 *
 * @param meaning the algorithm and the sum, such as {@code tokens-1:9f86d0…} or, of typed
 *     operations, {@code operations-1:60303a…}; two of the same meaning do the same
 * @param raw the sha-256 of its bytes, or of its operations as text, in lower-case hexadecimal, as the runners in the field keep it
 */
public record Checksum(String meaning, String raw) {
    /** Frozen: what it makes of a text is kept in databases for ever. Another way gets another name. */
    static final String TOKENS = "tokens-1:";

    /** Frozen too, for typed operations. */
    static final String OPERATIONS = "operations-1:";

    private static final char BETWEEN_TOKENS = '\u001F';

    public Checksum {
        requireNonNull(meaning);
        requireNonNull(raw);
    }

    /** Of a script as that dialect reads it. */
    static Checksum of(Script script, DialectName dialect) {
        return new Checksum(
                TOKENS + Sha256.hex(meaning(script.sql(), script.portableFrom().orElse(dialect))), script.raw());
    }

    /** Of operations as they are on that dialect. */
    static Checksum of(List<Operation> operations, DialectName dialect) {
        return new Checksum(
                OPERATIONS + Sha256.hex(OperationText.meaning(operations, dialect)),
                Sha256.hex(OperationText.written(operations, dialect)));
    }

    /** A text that is no SQL means what it is. */
    private static String meaning(String script, DialectName dialect) {
        try {
            var meaning = new StringBuilder(script.length());
            for (Token token : withoutLastSemicolons(tokens(script, dialect))) {
                meaning.append(meaning(token)).append(BETWEEN_TOKENS);
            }
            return meaning.toString();
        } catch (SqlSyntaxException noSql) {
            return script;
        }
    }

    private static List<Token> tokens(String script, DialectName dialect) {
        var tokens = new ArrayList<Token>();
        for (Token token : ScriptTokens.of(script, dialect)) {
            if (token.kind() != Token.Kind.COMMENT) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    /** Rows mean what they are, however their lines end. */
    private static String meaning(Token token) {
        if (token.kind() == Token.Kind.WORD) {
            return token.text().toLowerCase(Locale.ROOT);
        }
        return ScriptTokens.areRows(token) ? token.text().replace("\r\n", "\n") : token.text();
    }

    private static List<Token> withoutLastSemicolons(List<Token> tokens) {
        int end = tokens.size();
        while (end > 0 && tokens.get(end - 1).isSign(";")) {
            end--;
        }
        return tokens.subList(0, end);
    }
}
