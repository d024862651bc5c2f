package io.whisperschema.definition;

import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.internal.Sha256;

/** A short name for all that a definition says of a collection but its name and version, kept where the collection is. */
public final class ShapeFingerprint {
    private ShapeFingerprint() {}

    /** The fingerprint of that shape: the same in every process and, for what it can say today, in later releases. */
    public static String of(CollectionShape shape) {
        return Sha256.hex(VectorJson.write(shape).compact());
    }
}
