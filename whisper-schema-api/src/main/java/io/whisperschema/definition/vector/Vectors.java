package io.whisperschema.definition.vector;

/** The words in which a host writes collections; meant for {@code import static}. */
public final class Vectors {
    private Vectors() {}

    /** A collection of these vectors and payload fields. */
    public static VectorCollection collection(String name, CollectionPart... parts) {
        return VectorCollection.of(name, parts);
    }

    /** A family of collections whose names follow a pattern; the last version is its head. */
    public static CollectionFamily family(String pattern, FamilyVersion... versions) {
        return CollectionFamily.of(pattern, versions);
    }

    /** A version of a family's collections, of these vectors and payload fields. */
    public static FamilyVersion version(String version, CollectionPart... parts) {
        return new FamilyVersion(version, CollectionShape.of(parts));
    }

    /** A named vector. */
    public static VectorSpace vector(String name, int size, Distance distance) {
        return VectorSpace.of(name, size, distance);
    }

    /** A collection's only vector, without a name. */
    public static VectorSpace unnamed(int size, Distance distance) {
        return VectorSpace.of(VectorSpace.UNNAMED, size, distance);
    }

    /** A payload field; say next of which type. */
    public static PayloadField.Start payload(String name) {
        return new PayloadField.Start(name);
    }

    /** How an index over vectors is built: edges per node, and neighbours looked at. */
    public static Hnsw hnsw(int m, int efConstruct) {
        return Hnsw.of(m, efConstruct);
    }
}
