package io.whisperschema.vector.internal.transform;

import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.vector.PointBatch.Wanted;

/** What parts of points are called. */
final class Words {
    private Words() {}

    static String vector(String name) {
        return name.equals(VectorSpace.UNNAMED) ? "unnamed vector" : "vector " + name;
    }

    static String of(Wanted wanted) {
        if (wanted instanceof Wanted.Vector one) {
            return vector(one.space().name());
        }
        return wanted instanceof Wanted.Field one ? "payload field " + one.field() : "anything";
    }
}
