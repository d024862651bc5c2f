package io.whisperschema.internal.sql;

import io.whisperschema.definition.relational.DialectName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** The brackets of an expression that change nothing, found by the precedence of the operators in and beside them. */
final class Brackets {
    private static final Set<String> DELIMITERS = Set.of("case", "when", "then", "else", ",", "[");
    private static final Set<String> ENDINGS = Set.of(")", ",", "]", "when", "then", "else", "end");
    /** Stands for an operator that we do not know; it keeps every bracket around and beside it. */
    private static final int UNKNOWN = -1;

    private static final String REMOVED = "";

    private final List<Lexeme> lexemes;
    private final Precedence precedence;
    private final List<String> kept = new ArrayList<>();
    private final Deque<Frame> open = new ArrayDeque<>();
    /** Whether an operand is just behind us, so that an operator must follow. */
    private boolean behindOperand;
    /** Whether {@code not} is just behind us and {@code in}, {@code like} or {@code between} must follow. */
    private boolean awaitsOperator;

    private boolean behindIs;
    /** The operator just behind us, 0 where an expression begins, {@link #UNKNOWN} behind a word such as a function. */
    private int left;

    Brackets(List<Lexeme> lexemes, DialectName dialect) {
        this.lexemes = lexemes;
        this.precedence = dialect.equals(DialectName.POSTGRES) ? Precedence.POSTGRES : Precedence.SQLITE;
        open.push(new Frame("", 0, UNKNOWN, false));
    }

    List<String> withoutRedundant() {
        for (int i = 0; i < lexemes.size(); i++) {
            read(i);
        }
        kept.removeIf(String::isEmpty);
        return kept;
    }

    private void read(int i) {
        Lexeme lexeme = lexemes.get(i);
        if (lexeme.is("(")) {
            open(i);
        } else if (lexeme.is(")")) {
            close(i);
        } else {
            kept.add(lexeme.key());
            between(lexeme);
        }
    }

    private void between(Lexeme lexeme) {
        if (lexeme.is("[") || lexeme.is("case")) {
            open.push(new Frame(lexeme.sign(), kept.size() - 1, UNKNOWN, false));
            expression();
        } else if (lexeme.is("]") || lexeme.is("end")) {
            leaveFrame(lexeme.is("]") ? "[" : "case");
            behindOperand = true;
        } else if (lexeme.is(".")) {
            behindOperand = false;
            left = UNKNOWN;
        } else if (DELIMITERS.contains(lexeme.sign())) {
            open.getFirst().list |= lexeme.is(",");
            expression();
        } else if (lexeme.kind() == Lexeme.Kind.CAST) {
            behindOperand = true;
        } else if (lexeme.kind() == Lexeme.Kind.OPERAND || lexeme.is("\"")) {
            operand();
        } else if (lexeme.kind() == Lexeme.Kind.WORD) {
            word(lexeme);
        } else if (!lexeme.sign().isEmpty()) {
            operator(lexeme);
        }
    }

    private void expression() {
        behindOperand = false;
        behindIs = false;
        awaitsOperator = false;
        left = 0;
    }

    /** Two operands side by side are held together by something we do not know. */
    private void operand() {
        if (behindOperand) {
            open.getFirst().lowest = UNKNOWN;
        }
        behindOperand = true;
        behindIs = false;
        awaitsOperator = false;
        left = UNKNOWN;
    }

    private void word(Lexeme lexeme) {
        if (!behindOperand && !awaitsOperator && !lexeme.is("not")) {
            operand();
        } else if (!(lexeme.is("not") && behindIs)) {
            operator(lexeme);
        }
    }

    private void operator(Lexeme lexeme) {
        boolean infix = behindOperand || awaitsOperator;
        left = precedence(lexeme, infix);
        countBetween(lexeme);
        open.getFirst().lowest = Math.min(open.getFirst().lowest, left);
        awaitsOperator = infix && lexeme.is("not");
        behindIs = lexeme.is("is");
        behindOperand = lexeme.is("isnull") || lexeme.is("notnull");
    }

    private void countBetween(Lexeme lexeme) {
        if (lexeme.is("between")) {
            open.getFirst().betweens++;
        } else if (lexeme.is("and") && open.getFirst().betweens > 0) {
            open.getFirst().betweens--;
        }
    }

    private int precedence(Lexeme lexeme, boolean infix) {
        if (lexeme.is("and") && open.getFirst().betweens > 0) {
            return precedence.between();
        }
        return infix ? precedence.infix(lexeme.sign()) : precedence.prefix(lexeme.sign());
    }

    private void open(int i) {
        boolean grouping = !behindOperand && left != UNKNOWN && !isListWord(i - 1);
        open.push(new Frame("(", kept.size(), left, grouping));
        kept.add("(");
        expression();
    }

    /** {@code x in (…)} needs its brackets even if one value is in them. */
    private boolean isListWord(int i) {
        return i >= 0 && (lexemes.get(i).is("in") || lexemes.get(i).is("values"));
    }

    private void close(int i) {
        Frame frame = leaveFrame("(");
        boolean empty = kept.size() - 1 == frame.start;
        if (frame.grouping && !empty && !frame.list && loosest(frame, i + 1)) {
            kept.set(frame.start, REMOVED);
            open.getFirst().lowest = Math.min(open.getFirst().lowest, frame.lowest);
        } else {
            kept.add(")");
        }
        behindOperand = true;
        left = UNKNOWN;
    }

    private Frame leaveFrame(String opening) {
        if (!open.getFirst().opening.equals(opening)) {
            throw new SqlSyntaxException(1, "a bracket closes that was never opened");
        }
        return open.pop();
    }

    /** Whether what is in the bracket binds more strongly than what is on either side of it. */
    private boolean loosest(Frame frame, int next) {
        return frame.lowest != UNKNOWN && holdsAgainstLeft(frame) && holdsAgainstRight(frame, next);
    }

    private boolean holdsAgainstLeft(Frame frame) {
        return frame.lowest > frame.left || (frame.lowest == frame.left && precedence.isLogical(frame.left));
    }

    private boolean holdsAgainstRight(Frame frame, int next) {
        if (next == lexemes.size() || ENDINGS.contains(lexemes.get(next).sign())) {
            return true;
        }
        Lexeme lexeme = lexemes.get(next);
        if (lexeme.kind() == Lexeme.Kind.CAST || lexeme.is("[") || lexeme.is(".")) {
            return frame.lowest == Integer.MAX_VALUE;
        }
        int right = precedence(lexeme, true);
        return right != UNKNOWN
                && (frame.lowest > right || (frame.lowest == right && precedence.isLeftAssociative(right)));
    }

    /** What an open bracket has seen so far. */
    private static final class Frame {
        private final String opening;
        private final int start;
        private final int left;
        private final boolean grouping;
        private int lowest = Integer.MAX_VALUE;
        private int betweens;
        private boolean list;

        Frame(String opening, int start, int left, boolean grouping) {
            this.opening = opening;
            this.start = start;
            this.left = left;
            this.grouping = grouping;
        }
    }

    /** How strongly the operators of a dialect bind; the larger the more. */
    private enum Precedence {
        POSTGRES {
            @Override
            int infix(String sign) {
                return switch (sign) {
                    case "or" -> OR;
                    case "and" -> AND;
                    case "is", "isnull", "notnull" -> 4;
                    case "<", ">", "=", "<=", ">=", "<>" -> 5;
                    case "not", "between", "in", "like", "ilike" -> 6;
                    case "+", "-" -> 8;
                    case "*", "/", "%" -> 9;
                    case "^" -> 10;
                    default -> isOperator(sign) ? 7 : UNKNOWN;
                };
            }

            @Override
            int prefix(String sign) {
                return switch (sign) {
                    case "not" -> 3;
                    case "+", "-" -> 11;
                    default -> UNKNOWN;
                };
            }

            @Override
            int between() {
                return 6;
            }

            @Override
            boolean isLeftAssociative(int level) {
                return isLogical(level) || level == 8 || level == 9;
            }
        },
        SQLITE {
            @Override
            int infix(String sign) {
                return switch (sign) {
                    case "or" -> OR;
                    case "and" -> AND;
                    case "=", "<>", "is", "isnull", "notnull", "not", "between", "in", "like", "glob" -> 4;
                    case "<", ">", "<=", ">=" -> 5;
                    case "&", "|", "<<", ">>" -> 6;
                    case "+", "-" -> 7;
                    case "*", "/", "%" -> 8;
                    case "||", "->", "->>" -> 9;
                    default -> UNKNOWN;
                };
            }

            @Override
            int prefix(String sign) {
                return switch (sign) {
                    case "not" -> 3;
                    case "+", "-", "~" -> 11;
                    default -> UNKNOWN;
                };
            }

            @Override
            int between() {
                return 4;
            }

            @Override
            boolean isLeftAssociative(int level) {
                return isLogical(level) || (level >= 7 && level <= 9);
            }
        };

        private static final int OR = 1;
        private static final int AND = 2;

        abstract int infix(String sign);

        abstract int prefix(String sign);

        abstract int between();

        abstract boolean isLeftAssociative(int level);

        /** And, or: the order in which a row of them is taken does not matter. */
        boolean isLogical(int level) {
            return level == OR || level == AND;
        }

        private static boolean isOperator(String sign) {
            return !sign.isEmpty() && "*/<>=~!@#%^&|`?-+".indexOf(sign.charAt(0)) >= 0;
        }
    }
}
