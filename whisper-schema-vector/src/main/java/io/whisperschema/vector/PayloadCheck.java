package io.whisperschema.vector;

import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.definition.vector.PayloadField.Cardinality;
import io.whisperschema.definition.vector.PayloadField.Presence;
import io.whisperschema.vector.internal.points.TypedValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a point carries is what its collection's definition says of a field.
 *
 * @param field the field
 */
record PayloadCheck(PayloadField field) {
    /** What can be wrong with a field of a point. */
    enum Flaw {
        /** It is not there, and must be. */
        MISSING,
        /** It holds a value of another type. */
        OTHER_TYPE,
        /** It holds a list where one value is meant. */
        LIST,
        /** It holds one value where a list is meant. */
        NO_LIST
    }

    /** What is wrong; nothing where it is as it should be. */
    Optional<Flaw> flaw(Map<String, Value> payload) {
        List<Value> values = at(payload).toList();
        if (values.isEmpty()) {
            return field.presence() == Presence.REQUIRED ? Optional.of(Flaw.MISSING) : Optional.empty();
        }
        return values.stream().flatMap(value -> flaw(value).stream()).findFirst();
    }

    /** A name with dots reaches into objects, and into each object of a list. */
    private Stream<Value> at(Map<String, Value> payload) {
        if (payload.containsKey(field.name())) {
            return present(payload.get(field.name()));
        }
        Stream<Value> reached = Stream.of(ValueFactory.value(payload));
        for (String part : field.name().split("\\.", -1)) {
            reached = reached.flatMap(PayloadCheck::objects)
                    .flatMap(object ->
                            present(object.getStructValue().getFieldsMap().get(part)));
        }
        return reached;
    }

    private static Stream<Value> objects(Value value) {
        return value.hasListValue() ? value.getListValue().getValuesList().stream() : Stream.of(value);
    }

    private static Stream<Value> present(@Nullable Value value) {
        return Stream.ofNullable(value).filter(one -> !one.hasNullValue());
    }

    private Optional<Flaw> flaw(Value value) {
        if (value.hasListValue()) {
            if (field.cardinality() == Cardinality.SINGLE) {
                return Optional.of(Flaw.LIST);
            }
            return flawUnless(value.getListValue().getValuesList().stream().allMatch(this::isOfType));
        }
        return field.cardinality() == Cardinality.LIST ? Optional.of(Flaw.NO_LIST) : flawUnless(isOfType(value));
    }

    private static Optional<Flaw> flawUnless(boolean fits) {
        return fits ? Optional.empty() : Optional.of(Flaw.OTHER_TYPE);
    }

    private boolean isOfType(Value value) {
        return TypedValues.isOf(field.type(), value);
    }
}
