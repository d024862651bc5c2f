package io.whisperschema.vector.internal.transform;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.vector.PointBatch.Wanted;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Does to payloads what a recipe says, one edit after the other.
 *
 * @param edits what
 */
record PayloadEdits(List<PayloadEdit> edits) {
    void apply(List<MovingPoint> points, CodeCalls calls) throws TransformFailed {
        for (PayloadEdit edit : edits) {
            if (edit instanceof PayloadEdit.Compute compute) {
                calls.run(compute.code(), new Wanted.Field(compute.field()), points);
            } else {
                for (MovingPoint point : points) {
                    apply(edit, point);
                }
            }
        }
    }

    /** As far as no code is needed for it; a field that code computes is left out. */
    void applyWithoutCode(List<MovingPoint> points) throws TransformFailed {
        for (PayloadEdit edit : edits) {
            for (MovingPoint point : points) {
                apply(edit, point);
            }
        }
    }

    /** The fields of which code says what they hold in the end. */
    Set<String> computed() {
        var computed = new TreeSet<String>();
        for (PayloadEdit edit : edits) {
            boolean was = computed.contains(edit.field());
            if (edit instanceof PayloadEdit.Compute) {
                computed.add(edit.field());
            } else if (edit instanceof PayloadEdit.Drop) {
                computed.remove(edit.field());
            } else if (was && edit instanceof PayloadEdit.Rename rename) {
                computed.remove(rename.field());
                computed.add(rename.after());
            }
        }
        return computed;
    }

    private static void apply(PayloadEdit edit, MovingPoint point) throws TransformFailed {
        if (edit instanceof PayloadEdit.Rename rename) {
            rename(rename, point);
        } else if (edit instanceof PayloadEdit.Retype retype) {
            retype(retype, point);
        } else if (edit instanceof PayloadEdit.Add add) {
            add(add, point);
        } else {
            point.payload().remove(edit.field());
        }
    }

    private static void rename(PayloadEdit.Rename rename, MovingPoint point) throws TransformFailed {
        Value value = point.payload().remove(rename.field());
        if (value == null) {
            return;
        }
        if (point.payload().containsKey(rename.after())) {
            throw point.failure("has payload field " + rename.after() + " beside " + rename.field()
                    + ", which is to be renamed to it");
        }
        point.payload().put(rename.after(), value);
    }

    private static void retype(PayloadEdit.Retype retype, MovingPoint point) throws TransformFailed {
        Value value = point.payload().get(retype.field());
        if (value != null) {
            Value become = new Retyping(retype.type())
                    .of(value)
                    .orElseThrow(() -> point.failure("holds " + kind(value) + " in payload field " + retype.field()
                            + " that cannot become " + retype.type().text() + " without loss"));
            point.payload().put(retype.field(), become);
        }
    }

    private static String kind(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> "a text";
            case BOOL_VALUE -> "a bool";
            case INTEGER_VALUE -> "an integer";
            case DOUBLE_VALUE -> "a float";
            case LIST_VALUE -> "a list";
            default -> "an object";
        };
    }

    private static void add(PayloadEdit.Add add, MovingPoint point) {
        if (isMissing(point.payload().get(add.field()))) {
            Value value = PlainValues.value(add.value())
                    .orElseThrow(() -> new IllegalStateException("an edit holds a value that it refuses"));
            point.payload().put(add.field(), value);
        }
    }

    /** As servers say of null in their filters. */
    private static boolean isMissing(@Nullable Value value) {
        return value == null || value.hasNullValue();
    }
}
