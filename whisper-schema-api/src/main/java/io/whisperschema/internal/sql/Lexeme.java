package io.whisperschema.internal.sql;

/**
 * A token in the form in which it is compared.
 *
 * @param kind what it is to the reader of brackets
 * @param key what it is compared by
 * @param sign the operator or keyword as written, in lower case, by which its precedence is found; empty for an operand
 */
record Lexeme(Kind kind, String key, String sign) {
    enum Kind {
        OPERAND,
        WORD,
        SIGN,
        CAST
    }

    static Lexeme operand(String key) {
        return new Lexeme(Kind.OPERAND, key, "");
    }

    static Lexeme word(String word) {
        return new Lexeme(Kind.WORD, word, word);
    }

    static Lexeme sign(String sign) {
        return new Lexeme(Kind.SIGN, sign, sign);
    }

    static Lexeme cast(TypeName type) {
        return new Lexeme(Kind.CAST, "::" + type.text(), "");
    }

    boolean is(String wanted) {
        return sign.equals(wanted);
    }
}
