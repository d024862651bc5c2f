package io.whisperschema.internal.sql;

/**
 * One word, literal, sign or comment of SQL.
 *
 * @param kind what it is
 * @param text as written
 * @param value what it stands for: a string without quotes and escapes, a name as the database understands it, the
 *     hexadecimal digits of a blob, a number without underscores
 * @param start the offset of its first character
 * @param line the line it begins in, from 1
 */
public record Token(Kind kind, String text, String value, int start, int line) {
    /** The kinds of token. */
    public enum Kind {
        /** A keyword or an unquoted name. */
        WORD,
        /** A name in quotes. */
        QUOTED_NAME,
        /** A text. */
        STRING,
        /** A number without sign. */
        NUMBER,
        /** Bytes in SQLite's spelling. */
        BLOB,
        /** A bit string of PostgreSQL. */
        BITS,
        /** An operator, or a character that no other kind claims. */
        OPERATOR,
        /** One of {@code ( ) [ ] , ; . : ..} and {@code ::}. */
        PUNCTUATION,
        /** A place for a value. */
        PARAMETER,
        /** A comment. */
        COMMENT
    }

    /** The offset after its last character. */
    public int end() {
        return start + text.length();
    }

    /** Whether it is that keyword, written in any case and without quotes. */
    public boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    /** Whether it is that operator or punctuation. */
    public boolean isSign(String sign) {
        return (kind == Kind.OPERATOR || kind == Kind.PUNCTUATION) && text.equals(sign);
    }

    @Override
    public String toString() {
        return text;
    }
}
