package io.whisperschema.vector.internal.transform;

import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.definition.vector.PayloadType;
import io.whisperschema.vector.internal.points.TypedValues;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes values those of a type, where the value they had can be told from the one they get. Lists become so element by element,
 * null stays.
 *
 * @param type the type
 */
record Retyping(PayloadType type) {
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9]\\d{0,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,400}(?:\\.\\d{1,400})?(?:[eE][+-]?\\d{1,3})?");

    /** The value as it becomes; nothing where it cannot without loss. */
    Optional<Value> of(Value value) {
        return switch (value.getKindCase()) {
            case NULL_VALUE, KIND_NOT_SET -> Optional.of(value);
            case LIST_VALUE -> list(value.getListValue());
            default -> single(value);
        };
    }

    private Optional<Value> list(ListValue values) {
        var list = ListValue.newBuilder();
        for (Value value : values.getValuesList()) {
            Optional<Value> become = of(value);
            if (become.isEmpty()) {
                return become;
            }
            list.addValues(become.get());
        }
        return Optional.of(Value.newBuilder().setListValue(list).build());
    }

    private Optional<Value> single(Value value) {
        return switch (type) {
            case KEYWORD, TEXT -> text(value);
            case INTEGER -> integer(value);
            case FLOAT -> number(value);
            case BOOL -> bool(value);
            case DATETIME, GEO, UUID, OBJECT -> Optional.of(value).filter(one -> TypedValues.isOf(type, one));
        };
    }

    private static Optional<Value> text(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> Optional.of(value);
            case INTEGER_VALUE -> textOf(value.getIntegerValue());
            case DOUBLE_VALUE -> textOf(value.getDoubleValue());
            case BOOL_VALUE -> textOf(value.getBoolValue());
            default -> Optional.empty();
        };
    }

    private static Optional<Value> textOf(Object value) {
        return PlainValues.value(value.toString());
    }

    private static Optional<Value> integer(Value value) {
        return switch (value.getKindCase()) {
            case INTEGER_VALUE -> Optional.of(value);
            case DOUBLE_VALUE -> integer(value.getDoubleValue());
            case STRING_VALUE -> integer(value.getStringValue());
            default -> Optional.empty();
        };
    }

    private static Optional<Value> integer(double number) {
        long whole = (long) number;
        return Math.abs(number) < 0x1p63 && Double.compare((double) whole, number) == 0
                ? PlainValues.value(whole)
                : Optional.empty();
    }

    private static Optional<Value> integer(String text) {
        if (!INTEGER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return PlainValues.value(Long.parseLong(text));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private static Optional<Value> number(Value value) {
        return switch (value.getKindCase()) {
            case DOUBLE_VALUE -> Optional.of(value);
            case INTEGER_VALUE -> number(value.getIntegerValue());
            case STRING_VALUE -> number(value.getStringValue());
            default -> Optional.empty();
        };
    }

    private static Optional<Value> number(long whole) {
        double number = whole;
        return number < 0x1p63 && (long) number == whole ? PlainValues.value(number) : Optional.empty();
    }

    private static Optional<Value> number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) && new BigDecimal(text).compareTo(new BigDecimal(Double.toString(number))) == 0
                ? PlainValues.value(number)
                : Optional.empty();
    }

    private static Optional<Value> bool(Value value) {
        return switch (value.getKindCase()) {
            case BOOL_VALUE -> Optional.of(value);
            case STRING_VALUE -> bool(value.getStringValue(), "true", "false");
            case INTEGER_VALUE -> bool(value.getIntegerValue(), 1L, 0L);
            default -> Optional.empty();
        };
    }

    private static Optional<Value> bool(Object value, Object yes, Object no) {
        return value.equals(yes) || value.equals(no) ? PlainValues.value(value.equals(yes)) : Optional.empty();
    }
}
