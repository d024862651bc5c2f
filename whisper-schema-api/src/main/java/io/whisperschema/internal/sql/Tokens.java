package io.whisperschema.internal.sql;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** A place in a list of tokens, to read on from. Not thread-safe. */
public final class Tokens {
    private final String sql;
    private final List<Token> tokens;
    private final Token end;
    private int at;

    private Tokens(String sql, List<Token> tokens) {
        this.sql = sql;
        this.tokens = tokens;
        int lastLine = tokens.isEmpty() ? 1 : tokens.get(tokens.size() - 1).line();
        this.end = new Token(Kind.PUNCTUATION, "", "", sql.length(), lastLine);
    }

    /** The tokens of that text, without comments. */
    public static Tokens of(String sql, DialectName dialect) {
        return new Tokens(sql, Tokenizer.withoutComments(sql, dialect));
    }

    /** The token here; at the end one without text. */
    public Token peek() {
        return peek(0);
    }

    /** The token so many further on. */
    public Token peek(int further) {
        return at + further < tokens.size() ? tokens.get(at + further) : end;
    }

    /** The token here, and goes on. */
    public Token next() {
        Token token = peek();
        at = Math.min(at + 1, tokens.size());
        return token;
    }

    /** Whether all is read. */
    public boolean atEnd() {
        return at == tokens.size();
    }

    /** How many tokens are read. */
    public int position() {
        return at;
    }

    /** Goes back to a position. */
    public void returnTo(int position) {
        at = position;
    }

    /** Whether these keywords follow. */
    public boolean atWords(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (!peek(i).isWord(keywords[i])) {
                return false;
            }
        }
        return true;
    }

    /** Goes past these keywords if they follow, and says whether they did. */
    public boolean acceptWords(String... keywords) {
        boolean there = atWords(keywords);
        at += there ? keywords.length : 0;
        return there;
    }

    /** Goes past an operator or punctuation if it follows, and says whether it did. */
    public boolean acceptSign(String sign) {
        boolean there = peek().isSign(sign);
        at += there ? 1 : 0;
        return there;
    }

    /** Goes past these keywords. */
    public void expectWords(String... keywords) {
        if (!acceptWords(keywords)) {
            throw unexpected(String.join(" ", keywords));
        }
    }

    /** Goes past an operator or punctuation. */
    public void expectSign(String sign) {
        if (!acceptSign(sign)) {
            throw unexpected(sign);
        }
    }

    /** Goes past an opening bracket, what is in it and its closing one, and gives what is in it as written. */
    public String bracketed() {
        Token open = peek();
        expectSign("(");
        int from = at;
        for (int depth = 1; depth > 0; ) {
            if (atEnd()) {
                throw new SqlSyntaxException(open.line(), "a bracket that opens here is never closed");
            }
            Token token = next();
            depth += token.isSign("(") ? 1 : token.isSign(")") ? -1 : 0;
        }
        return written(from, at - 1);
    }

    /** The text as written from one position up to another, without space around it. */
    public String written(int from, int to) {
        return from >= to
                ? ""
                : sql.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    /** The offset in the text at which the token of a position begins. */
    public int start(int position) {
        return position < tokens.size() ? tokens.get(position).start() : sql.length();
    }

    /** What is at the top between brackets, cut at the commas. The tokens keep their places in this text. */
    public List<Tokens> list() {
        expectSign("(");
        var parts = new ArrayList<Tokens>();
        int from = at;
        for (int depth = 1; depth > 0; ) {
            if (atEnd()) {
                throw unexpected(")");
            }
            Token token = next();
            depth += token.isSign("(") ? 1 : token.isSign(")") ? -1 : 0;
            if (depth == 0 || (depth == 1 && token.isSign(","))) {
                parts.add(new Tokens(sql, tokens.subList(from, at - 1)));
                from = at;
            }
        }
        return parts;
    }

    /** How many tokens there are. */
    public int size() {
        return tokens.size();
    }

    /** The error that something else was expected here. */
    public SqlSyntaxException unexpected(String expected) {
        String found = atEnd() ? "the end" : "'" + shortened(peek().text()) + "'";
        return new SqlSyntaxException(peek().line(), "expected " + expected + " but found " + found);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
