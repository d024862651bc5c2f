package io.whisperschema.vector.internal.points;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.definition.vector.PayloadType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Which single values of a payload are of which type. */
public final class TypedValues {
    private static final Pattern UUID = Pattern.compile(
            "(?:urn:uuid:)?\\{?[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}}?");
    private static final Pattern MOMENT = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:[T"
            + " ][0-2]\\d:[0-5]\\d(?::[0-6]\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}(?::?\\d{2})?)?)?");

    private TypedValues() {}

    /** Whether it is one. */
    public static boolean isOf(PayloadType type, Value value) {
        return switch (type) {
            case KEYWORD, TEXT -> value.hasStringValue();
            case INTEGER -> value.hasIntegerValue();
            case FLOAT -> isNumber(value);
            case BOOL -> value.hasBoolValue();
            case DATETIME -> value.hasStringValue() && isMoment(value.getStringValue());
            case UUID ->
                value.hasStringValue() && UUID.matcher(value.getStringValue()).matches();
            case GEO -> isNumber(part(value, "lon")) && isNumber(part(value, "lat"));
            case OBJECT -> value.hasStructValue();
        };
    }

    private static Value part(Value value, String name) {
        return value.getStructValue().getFieldsOrDefault(name, Value.getDefaultInstance());
    }

    private static boolean isNumber(Value value) {
        return value.hasDoubleValue() || value.hasIntegerValue();
    }

    private static boolean isMoment(String text) {
        var moment = MOMENT.matcher(text);
        if (!moment.matches()) {
            return false;
        }
        try {
            LocalDate.parse(moment.group(1));
            return true;
        } catch (DateTimeException noDay) {
            return false;
        }
    }
}
