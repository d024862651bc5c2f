package io.whisperschema.migration;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.sql.ScriptTokens;
import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.internal.sql.Token;
import io.whisperschema.internal.sql.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands above the first statement of a script: comments, some of which are directives, and {@code BEGIN}. */
final class Head {
    private static final Pattern MENTIONED = Pattern.compile("--\\s*whisper:", Pattern.CASE_INSENSITIVE);
    private static final Pattern DIRECTIVE = Pattern.compile("--\\s*whisper:\\s*(.*?)\\s*", Pattern.CASE_INSENSITIVE);

    /** What names a component, which is told from others by case too. */
    private static final Pattern NAMING = Pattern.compile("(component|depends on)(\\s.*)", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final int firstLine;
    private final List<Word> words = new ArrayList<>();
    private int end;

    /**
     * One directive: {@code -- whisper: depends on core/0003}.
     *
     * @param text what it says, in lower case but for names
     * @param line the line of the file, from 1
     */
    record Word(String text, int line) {}

    private Head(String text, int firstLine) {
        this.text = text;
        this.firstLine = firstLine;
    }

    /** That of a text that begins in that line of its file. */
    static Head of(String text, int firstLine) {
        var head = new Head(text, firstLine);
        if (MENTIONED.matcher(text).find()) {
            head.read();
        }
        return head;
    }

    /** Its directives. */
    List<Word> words() {
        return List.copyOf(words);
    }

    private void read() {
        for (DialectName dialect : List.of(DialectName.POSTGRES, DialectName.SQLITE)) {
            words.clear();
            try {
                readAs(dialect);
                return;
            } catch (SqlSyntaxException commentsAreNestedByOneOnly) {
                // and what neither can read is said when its statements are told apart
            }
        }
    }

    private void readAs(DialectName dialect) {
        var tokenizer = Tokenizer.over(text, dialect);
        Optional<Token> next = tokenizer.next();
        while (next.isPresent() && belongs(next.get())) {
            end = next.get().end();
            if (next.get().kind() == Token.Kind.COMMENT) {
                word(next.get()).ifPresent(words::add);
            } else {
                pastStatement(tokenizer);
            }
            next = tokenizer.next();
        }
    }

    private static boolean belongs(Token token) {
        boolean isComment = token.kind() == Token.Kind.COMMENT;
        return isComment ? !DownLine.is(token.text()) : token.isWord("begin") || token.isWord("start");
    }

    private void pastStatement(Tokenizer tokenizer) {
        Optional<Token> next = tokenizer.next();
        while (next.isPresent() && !next.get().isSign(";")) {
            next = tokenizer.next();
        }
        end = tokenizer.offset();
    }

    private Optional<Word> word(Token comment) {
        Matcher directive = DIRECTIVE.matcher(comment.text().strip());
        return directive.matches()
                ? Optional.of(new Word(lowered(directive.group(1)), firstLine + comment.line() - 1))
                : Optional.empty();
    }

    private static String lowered(String directive) {
        Matcher naming = NAMING.matcher(directive);
        return naming.matches()
                ? naming.group(1).toLowerCase(Locale.ROOT) + naming.group(2)
                : directive.toLowerCase(Locale.ROOT);
    }

    /** The first comment below it that would be a directive in it, as the first of these dialects reads it that can. */
    Optional<Token> directiveBelow(List<DialectName> dialects) {
        if (!MENTIONED.matcher(text).region(end, text.length()).find()) {
            return Optional.empty();
        }
        for (DialectName dialect : dialects) {
            try {
                return ScriptTokens.of(text, dialect).stream()
                        .filter(token -> token.kind() == Token.Kind.COMMENT && token.start() >= end)
                        .filter(comment -> word(comment).isPresent())
                        .findFirst();
            } catch (SqlSyntaxException anotherDialect) {
                // or no SQL at all, which is said when its statements are told apart
            }
        }
        return Optional.empty();
    }
}
