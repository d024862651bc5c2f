package io.whisperschema.sql;

import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Expression.Comparison;
import io.whisperschema.sql.ExpressionWriter.Style;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Expressions of every kind that means the same on both databases, the same for the same seed. */
final class RandomExpressions {
    private static final List<String> NAMES =
            List.of("a", "user_id", "Title", "order", "a b", "it's", "q\"q", "Größe", "user", "lower", "true", "null");
    private static final String ALPHABET = "ab 'Z\"\\%,{}()\n;-$é\u4e2d?:";

    private final Random random;
    private final Style style;

    RandomExpressions(long seed, Style style) {
        this.random = new Random(seed);
        this.style = style;
    }

    Expression next() {
        return next(4);
    }

    private Expression next(int depth) {
        return depth == 0
                ? leaf()
                : switch (random.nextInt(11)) {
                    case 0 ->
                        new Expression.Compare(
                                Comparison.values()[random.nextInt(Comparison.values().length)],
                                next(depth - 1),
                                next(depth - 1));
                    case 1 -> new Expression.Between(next(depth - 1), next(depth - 1), next(depth - 1));
                    case 2 -> new Expression.In(next(depth - 1), several(1, depth - 1));
                    case 3 -> new Expression.And(several(2, depth - 1));
                    case 4 -> new Expression.Or(several(2, depth - 1));
                    case 5 -> new Expression.Not(next(depth - 1));
                    case 6 -> new Expression.IsNull(next(depth - 1));
                    case 7 -> new Expression.Length(next(depth - 1));
                    case 8 -> new Expression.Lower(next(depth - 1));
                    default -> leaf();
                };
    }

    private List<Expression> several(int least, int depth) {
        return Stream.generate(() -> next(depth))
                .limit(least + random.nextInt(3))
                .toList();
    }

    private Expression leaf() {
        return switch (random.nextInt(9)) {
            case 0 -> Expression.literal(text());
            case 1 -> Expression.literal(number());
            case 2 -> Expression.literal(random.nextBoolean());
            case 3 -> new Expression.Null();
            case 4 -> Expression.now();
            case 5 -> bytes();
            case 6 -> style == Style.POSTGRES ? texts() : Expression.literal(text());
            default -> Expression.column(NAMES.get(random.nextInt(NAMES.size())));
        };
    }

    private Expression bytes() {
        byte[] bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        return Expression.literal(bytes);
    }

    /** A list of texts has a type of its own on PostgreSQL only. */
    private Expression texts() {
        return Expression.literal(
                IntStream.range(0, random.nextInt(4)).mapToObj(i -> text()).toList());
    }

    private String text() {
        return random.ints(random.nextInt(8), 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining());
    }

    private BigDecimal number() {
        return new BigDecimal(new BigInteger(random.nextInt(150), random), random.nextInt(120) - 60)
                .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
    }
}
