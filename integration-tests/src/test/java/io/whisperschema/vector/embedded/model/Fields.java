package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Common.ValuesCount;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a condition asks of the values of a field without an index. */
final class Fields {
    private Fields() {}

    static boolean matches(FieldCondition condition, List<Object> values) {
        if (condition.hasValuesCount()) {
            return values.isEmpty()
                    ? isWithin(condition.getValuesCount(), 0)
                    : values.stream().anyMatch(value -> isWithin(condition.getValuesCount(), count(value)));
        }
        if (condition.hasIsEmpty()) {
            return values.isEmpty()
                    ? condition.getIsEmpty()
                    : values.stream().anyMatch(value -> isEmpty(value) == condition.getIsEmpty());
        }
        if (condition.hasIsNull()) {
            return values.isEmpty()
                    ? !condition.getIsNull()
                    : values.stream().anyMatch(value -> holdsNull(value) == condition.getIsNull());
        }
        return elements(values).anyMatch(element -> matches(condition, element));
    }

    static Stream<Object> elements(List<Object> values) {
        return values.stream().flatMap(Fields::elements);
    }

    private static Stream<Object> elements(Object value) {
        return value instanceof List<?> list ? list.stream().map(each -> (Object) each) : Stream.of(value);
    }

    static boolean isEmpty(Object value) {
        return value == Json.Null.NULL || value.equals(List.of());
    }

    static boolean holdsNull(Object value) {
        return elements(value).anyMatch(each -> each == Json.Null.NULL);
    }

    private static long count(Object value) {
        return value == Json.Null.NULL ? 0 : elements(value).count();
    }

    private static boolean isWithin(ValuesCount range, long count) {
        return (!range.hasLt() || count < range.getLt())
                && (!range.hasGt() || count > range.getGt())
                && (!range.hasLte() || count <= range.getLte())
                && (!range.hasGte() || count >= range.getGte());
    }

    private static boolean matches(FieldCondition condition, Object element) {
        return (condition.hasMatch() && matches(condition.getMatch(), element))
                || isInRange(condition, element)
                || Earth.place(element)
                        .filter(place -> place.isInAny(condition))
                        .isPresent();
    }

    private static boolean isInRange(FieldCondition condition, Object element) {
        if (condition.hasRange()) {
            return element instanceof Number number && isWithin(condition.getRange(), number.doubleValue());
        }
        return condition.hasDatetimeRange()
                && Moments.parse(element)
                        .filter(moment -> isWithin(condition.getDatetimeRange(), moment))
                        .isPresent();
    }

    static boolean isWithin(Range range, double number) {
        return (!range.hasLt() || number < range.getLt())
                && (!range.hasGt() || number > range.getGt())
                && (!range.hasLte() || number <= range.getLte())
                && (!range.hasGte() || number >= range.getGte());
    }

    private static boolean isWithin(DatetimeRange range, Instant moment) {
        return (!range.hasLt() || moment.isBefore(Moments.of(range.getLt())))
                && (!range.hasGt() || moment.isAfter(Moments.of(range.getGt())))
                && (!range.hasLte() || !moment.isAfter(Moments.of(range.getLte())))
                && (!range.hasGte() || !moment.isBefore(Moments.of(range.getGte())));
    }

    private static boolean matches(Match match, Object element) {
        return switch (match.getMatchValueCase()) {
            case KEYWORD -> element.equals(match.getKeyword());
            case INTEGER -> element.equals(match.getInteger());
            case BOOLEAN -> element.equals(match.getBoolean());
            case TEXT -> element instanceof String text && text.contains(match.getText());
            case PHRASE -> element instanceof String text && text.contains(match.getPhrase());
            case TEXT_ANY ->
                element instanceof String text
                        && Arrays.stream(match.getTextAny().split("\\s+"))
                                .filter(word -> !word.isEmpty())
                                .anyMatch(text::contains);
            case KEYWORDS -> match.getKeywords().getStringsList().contains(element);
            case INTEGERS -> match.getIntegers().getIntegersList().contains(element);
            case EXCEPT_KEYWORDS ->
                element != Json.Null.NULL
                        && !match.getExceptKeywords().getStringsList().contains(element);
            case EXCEPT_INTEGERS ->
                element != Json.Null.NULL
                        && !match.getExceptIntegers().getIntegersList().contains(element);
            case MATCHVALUE_NOT_SET -> throw Refusal.invalid("Malformed Match condition");
        };
    }
}
