package io.whisperschema.internal.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Splits SQL into tokens as the database itself does: in one pass, in linear time, whatever the text. White space is left
 * out, comments are not. PostgreSQL is read with {@code standard_conforming_strings} on, which is its default; any
 * dialect but PostgreSQL is read as SQLite. Not thread-safe.
 */
public final class Tokenizer {
    private static final String POSTGRES_OPERATORS = "+-*/<>=~!@#%^&|`?";
    private static final String POSTGRES_FREE_ENDINGS = "~!@#%^&|`?";
    private static final List<String> SQLITE_OPERATORS =
            List.of("->>", "->", "||", "<<", ">>", "<=", "<>", ">=", "==", "!=");
    private static final String PUNCTUATION = "()[],;.:";

    private final String sql;
    private final boolean postgres;
    private int at;
    private int line = 1;
    private int counted;
    /** The end of the row of operator signs we are in; in it the last sign of the free ones, and the last but plus and minus. */
    private int runEnd;

    private int lastFree = -1;
    private int lastSolid = -1;

    private Tokenizer(String sql, DialectName dialect) {
        this.sql = sql;
        this.postgres = dialect.equals(DialectName.POSTGRES);
    }

    /** A tokenizer at the beginning of that text. */
    public static Tokenizer over(String sql, DialectName dialect) {
        return new Tokenizer(sql, dialect);
    }

    /** All tokens but comments. */
    public static List<Token> withoutComments(String sql, DialectName dialect) {
        var tokens = new ArrayList<Token>();
        var tokenizer = over(sql, dialect);
        for (Optional<Token> next = tokenizer.next(); next.isPresent(); next = tokenizer.next()) {
            if (next.get().kind() != Kind.COMMENT) {
                tokens.add(next.get());
            }
        }
        return tokens;
    }

    /**
     * The next token, empty at the end.
     *
     * @throws SqlSyntaxException if a string, name or comment has no end, or an escape in it means nothing
     */
    public Optional<Token> next() {
        skipWhiteSpace();
        return at == sql.length() ? Optional.empty() : Optional.of(token());
    }

    /** The offset at which the next token is looked for. */
    public int offset() {
        return at;
    }

    /** Goes on from an offset further on, past what is no SQL. */
    public void skipTo(int offset) {
        at = Math.max(at, Math.min(offset, sql.length()));
    }

    private void skipWhiteSpace() {
        while (at < sql.length() && isSpace(sql.charAt(at))) {
            at++;
        }
    }

    private boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || (c == '\u000B' && postgres);
    }

    private Token token() {
        char c = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            return lineComment();
        }
        if (sql.startsWith("/*", at)) {
            return blockComment();
        }
        if (c == '\'') {
            return text(at, Kind.STRING);
        }
        if (c == '"' || (!postgres && c == '`')) {
            return quotedName(at, c);
        }
        if (c == '[' && !postgres) {
            return bracketedName();
        }
        if (isNameStart(c)) {
            Optional<Token> prefixed = prefixed();
            return prefixed.isPresent() ? prefixed.get() : word();
        }
        if (isDigit(c) || (c == '.' && isDigit(charAt(at + 1)))) {
            return number();
        }
        return postgres ? postgresSign(c) : sqliteSign(c);
    }

    private Token lineComment() {
        int end = at;
        while (end < sql.length() && sql.charAt(end) != '\n' && !(postgres && sql.charAt(end) == '\r')) {
            end++;
        }
        return take(Kind.COMMENT, end);
    }

    private Token blockComment() {
        return postgres ? nestedComment() : flatComment();
    }

    private Token nestedComment() {
        int depth = 1;
        int end = at + 2;
        while (depth > 0) {
            if (end >= sql.length()) {
                throw unterminated("comment");
            }
            if (sql.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (sql.startsWith("*/", end)) {
                depth--;
                end += 2;
            } else {
                end++;
            }
        }
        return take(Kind.COMMENT, end);
    }

    /** SQLite lets the end of the text end a comment. */
    private Token flatComment() {
        int end = sql.indexOf("*/", at + 2);
        return take(Kind.COMMENT, end < 0 ? sql.length() : end + 2);
    }

    /** A literal or name that begins with a letter: {@code E'…'}, {@code X'…'}, {@code U&"…"} and so on. */
    private Optional<Token> prefixed() {
        char prefix = sql.charAt(at);
        char next = charAt(at + 1);
        if (!postgres) {
            return next == '\'' && isOneOf(prefix, "xX") ? Optional.of(blob()) : Optional.empty();
        }
        if (next == '\'' && isOneOf(prefix, "eE")) {
            return Optional.of(escapedText());
        }
        if (next == '\'' && isOneOf(prefix, "bBxX")) {
            return Optional.of(text(at + 1, Kind.BITS));
        }
        if (next == '\'' && isOneOf(prefix, "nN")) {
            return Optional.of(text(at + 1, Kind.STRING));
        }
        if (next == '&' && isOneOf(prefix, "uU") && isOneOf(charAt(at + 2), "'\"")) {
            return Optional.of(unicodeEscaped());
        }
        return Optional.empty();
    }

    private Token text(int quoteAt, Kind kind) {
        int end = endOfQuoted(quoteAt, '\'', "string");
        return take(kind, end, undoubled(quoteAt, end, "'"));
    }

    private Token quotedName(int quoteAt, char quote) {
        int end = endOfQuoted(quoteAt, quote, "quoted name");
        return take(Kind.QUOTED_NAME, end, undoubled(quoteAt, end, String.valueOf(quote)));
    }

    private Token bracketedName() {
        int end = sql.indexOf(']', at);
        if (end < 0) {
            throw unterminated("name in brackets");
        }
        return take(Kind.QUOTED_NAME, end + 1, sql.substring(at + 1, end));
    }

    private int endOfQuoted(int quoteAt, char quote, String what) {
        int end = sql.indexOf(quote, quoteAt + 1);
        while (end >= 0 && charAt(end + 1) == quote) {
            end = sql.indexOf(quote, end + 2);
        }
        if (end < 0) {
            throw unterminated(what);
        }
        return end + 1;
    }

    private String undoubled(int quoteAt, int end, String quote) {
        return sql.substring(quoteAt + 1, end - 1).replace(quote + quote, quote);
    }

    private Token blob() {
        int end = endOfQuoted(at + 1, '\'', "blob");
        String digits = sql.substring(at + 2, end - 1);
        if (digits.length() % 2 != 0 || !digits.chars().allMatch(c -> isHex((char) c))) {
            throw error("a blob is no pairs of hexadecimal digits");
        }
        return take(Kind.BLOB, end, digits.toLowerCase(Locale.ROOT));
    }

    private Token escapedText() {
        int end = at + 2;
        while (end < sql.length() && !(sql.charAt(end) == '\'' && charAt(end + 1) != '\'')) {
            end += isOneOf(sql.charAt(end), "\\'") ? 2 : 1;
        }
        if (end >= sql.length()) {
            throw unterminated("string");
        }
        String body = sql.substring(at + 2, end);
        return take(Kind.STRING, end + 1, Escapes.backslashes(body, here()));
    }

    private Token unicodeEscaped() {
        char quote = sql.charAt(at + 2);
        int end = endOfQuoted(at + 2, quote, quote == '\'' ? "string" : "quoted name");
        String body = undoubled(at + 2, end, String.valueOf(quote));
        int clause = escapeClause(end);
        char escape = clause < 0 ? '\\' : sql.charAt(clause - 2);
        return take(
                quote == '\'' ? Kind.STRING : Kind.QUOTED_NAME,
                clause < 0 ? end : clause,
                Escapes.unicode(body, escape, here()));
    }

    /** The end of {@code UESCAPE '!'} behind a string, -1 if there is none. */
    private int escapeClause(int from) {
        int word = afterSpace(from);
        if (!sql.regionMatches(true, word, "uescape", 0, 7)) {
            return -1;
        }
        int quote = afterSpace(word + 7);
        return charAt(quote) == '\'' && charAt(quote + 1) != '\'' && charAt(quote + 2) == '\'' ? quote + 3 : -1;
    }

    private int afterSpace(int from) {
        int position = from;
        while (position < sql.length() && isSpace(sql.charAt(position))) {
            position++;
        }
        return position;
    }

    private Token word() {
        int end = at + 1;
        while (end < sql.length() && isNamePart(sql.charAt(end))) {
            end++;
        }
        String written = sql.substring(at, end);
        return take(Kind.WORD, end, postgres ? lowered(written) : written);
    }

    /** As PostgreSQL folds names: ASCII only, whatever the locale. */
    static String lowered(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (isUpper(name.charAt(i))) {
                return folded(name);
            }
        }
        return name;
    }

    private static String folded(String name) {
        var folded = new StringBuilder(name.length());
        name.chars().forEach(c -> folded.append((char) (isUpper(c) ? c + 32 : c)));
        return folded.toString();
    }

    private static boolean isUpper(int letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    private Token number() {
        int end = charAt(at) == '0' ? radixNumber() : -1;
        if (end < 0) {
            end = decimalNumber();
        }
        return take(Kind.NUMBER, end, sql.substring(at, end).replace("_", ""));
    }

    /** The end of {@code 0x1F} and its like, -1 if it is none. */
    private int radixNumber() {
        char radix = charAt(at + 1);
        String digits = isOneOf(radix, "xX")
                ? "0123456789abcdefABCDEF"
                : postgres && isOneOf(radix, "oO") ? "01234567" : postgres && isOneOf(radix, "bB") ? "01" : "";
        return isOneOf(charAt(at + 2), digits) ? endOfDigits(at + 2, digits) : -1;
    }

    private int decimalNumber() {
        String digits = "0123456789";
        int end = endOfDigits(at, digits);
        if (charAt(end) == '.' && !(postgres && charAt(end + 1) == '.')) {
            end = endOfDigits(end + 1, digits);
        }
        int exponent = isOneOf(charAt(end), "eE") ? end + 1 : end;
        if (exponent > end && isOneOf(charAt(exponent), "+-")) {
            exponent++;
        }
        return exponent > end && isDigit(charAt(exponent)) ? endOfDigits(exponent, digits) : end;
    }

    private int endOfDigits(int from, String digits) {
        int end = from;
        while (isOneOf(charAt(end), digits) || (charAt(end) == '_' && end > from && isOneOf(charAt(end + 1), digits))) {
            end++;
        }
        return end;
    }

    private Token postgresSign(char c) {
        if (c == '$') {
            return dollar();
        }
        if (isOneOf(c, POSTGRES_OPERATORS)) {
            return take(Kind.OPERATOR, endOfPostgresOperator());
        }
        if (sql.startsWith("::", at) || sql.startsWith("..", at)) {
            return take(Kind.PUNCTUATION, at + 2);
        }
        if (sql.startsWith(":=", at)) {
            return take(Kind.OPERATOR, at + 2);
        }
        return single(c);
    }

    /**
     * An operator is as long as it can be, but ends before a comment, and ends in a plus or minus only if it also holds
     * a character that SQL itself has no operator with.
     */
    private int endOfPostgresOperator() {
        if (at >= runEnd) {
            measureRun();
        }
        return lastFree >= at ? runEnd : Math.max(lastSolid, at) + 1;
    }

    /** Once for a whole row of signs, of which {@code +-+-+-} gives one operator each. */
    private void measureRun() {
        runEnd = at;
        while (isOneOf(charAt(runEnd), POSTGRES_OPERATORS)
                && !sql.startsWith("--", runEnd)
                && !sql.startsWith("/*", runEnd)) {
            char c = sql.charAt(runEnd);
            lastFree = isOneOf(c, POSTGRES_FREE_ENDINGS) ? runEnd : lastFree;
            lastSolid = isOneOf(c, "+-") ? lastSolid : runEnd;
            runEnd++;
        }
    }

    private Token dollar() {
        if (isDigit(charAt(at + 1))) {
            return take(Kind.PARAMETER, endOfDigits(at + 1, "0123456789"));
        }
        int tagEnd = at + 1;
        while (tagEnd < sql.length() && sql.charAt(tagEnd) != '$' && isNamePart(sql.charAt(tagEnd))) {
            tagEnd++;
        }
        return charAt(tagEnd) == '$' ? dollarQuoted(tagEnd + 1) : take(Kind.OPERATOR, at + 1);
    }

    private Token dollarQuoted(int bodyStart) {
        String tag = sql.substring(at, bodyStart);
        int bodyEnd = sql.indexOf(tag, bodyStart);
        if (bodyEnd < 0) {
            throw unterminated("string quoted by " + tag);
        }
        return take(Kind.STRING, bodyEnd + tag.length(), sql.substring(bodyStart, bodyEnd));
    }

    private Token sqliteSign(char c) {
        if (c == '?') {
            return take(Kind.PARAMETER, endOfDigits(at + 1, "0123456789"));
        }
        if (isOneOf(c, ":@$#") && isNamePart(charAt(at + 1))) {
            return take(Kind.PARAMETER, endOfName(at + 1));
        }
        for (String operator : SQLITE_OPERATORS) {
            if (sql.startsWith(operator, at)) {
                return take(Kind.OPERATOR, at + operator.length());
            }
        }
        return single(c);
    }

    private int endOfName(int from) {
        int end = from;
        while (end < sql.length() && isNamePart(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private Token single(char c) {
        return take(isOneOf(c, PUNCTUATION) ? Kind.PUNCTUATION : Kind.OPERATOR, at + 1);
    }

    private Token take(Kind kind, int end) {
        return take(kind, end, sql.substring(at, end));
    }

    private Token take(Kind kind, int end, String value) {
        var token = new Token(kind, sql.substring(at, end), value, at, here());
        at = end;
        return token;
    }

    /** The line of the current place; looks at every character once. */
    private int here() {
        for (; counted < at; counted++) {
            if (sql.charAt(counted) == '\n') {
                line++;
            }
        }
        return line;
    }

    private SqlSyntaxException unterminated(String what) {
        return error("a " + what + " that begins here has no end");
    }

    private SqlSyntaxException error(String problem) {
        return new SqlSyntaxException(here(), problem);
    }

    /** The character at an offset; beyond the end a NUL, which no construct of SQL continues with. */
    private char charAt(int offset) {
        return offset < sql.length() ? sql.charAt(offset) : '\0';
    }

    private static boolean isOneOf(char c, String characters) {
        return characters.indexOf(c) >= 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}
