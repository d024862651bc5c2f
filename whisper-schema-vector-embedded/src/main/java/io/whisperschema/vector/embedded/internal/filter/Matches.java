package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a match asks of one element of a field without an index. */
final class Matches {
    private Matches() {}

    static Predicate<Value> of(Match match) {
        return switch (match.getMatchValueCase()) {
            case KEYWORD -> value -> isText(value) && value.getStringValue().equals(match.getKeyword());
            case INTEGER -> value -> value.hasIntegerValue() && value.getIntegerValue() == match.getInteger();
            case BOOLEAN -> value -> value.hasBoolValue() && value.getBoolValue() == match.getBoolean();
            case TEXT -> contains(match.getText());
            case PHRASE -> contains(match.getPhrase());
            case TEXT_ANY -> containsAny(Letters.words(match.getTextAny()));
            case KEYWORDS -> anyText(Set.copyOf(match.getKeywords().getStringsList()));
            case INTEGERS -> anyInteger(Set.copyOf(match.getIntegers().getIntegersList()));
            case EXCEPT_KEYWORDS ->
                except(anyText(Set.copyOf(match.getExceptKeywords().getStringsList())));
            case EXCEPT_INTEGERS ->
                except(anyInteger(Set.copyOf(match.getExceptIntegers().getIntegersList())));
            case MATCHVALUE_NOT_SET -> throw Refused.invalid("Malformed Match condition");
        };
    }

    private static boolean isText(Value value) {
        return value.hasStringValue();
    }

    private static Predicate<Value> contains(String part) {
        return value -> isText(value) && value.getStringValue().contains(part);
    }

    private static Predicate<Value> containsAny(List<String> parts) {
        return value -> isText(value) && parts.stream().anyMatch(value.getStringValue()::contains);
    }

    private static Predicate<Value> anyText(Set<String> texts) {
        return value -> isText(value) && texts.contains(value.getStringValue());
    }

    private static Predicate<Value> anyInteger(Set<Long> numbers) {
        return value -> value.hasIntegerValue() && numbers.contains(value.getIntegerValue());
    }

    /** Whatever is there and is none of them. */
    private static Predicate<Value> except(Predicate<Value> excepted) {
        return value -> !value.hasNullValue() && !excepted.test(value);
    }
}
