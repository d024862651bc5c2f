package io.whisperschema.definition.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A collection of points.
 *
 * @param name its name
 * @param version the version of its shape, where it has one
 * @param shape its vectors, what its points carry, how it is spread
 */
public record VectorCollection(String name, Optional<String> version, CollectionShape shape) {
    public VectorCollection {
        String place = "collection " + CollectionNames.name("collection", name);
        version.ifPresent(text -> Checks.name(place + ", version", text));
        requireNonNull(shape);
    }

    static VectorCollection of(String name, CollectionPart... parts) {
        CollectionNames.name("collection", name);
        return new VectorCollection(name, Optional.empty(), CollectionShape.of(parts));
    }

    /** With a description of what it is for. */
    public VectorCollection describedAs(String text) {
        return with(shape.describedAs(text));
    }

    /** With a version of its shape. */
    public VectorCollection version(String version) {
        return new VectorCollection(name, Optional.of(version), shape);
    }

    /** Cut into that many parts on a cluster. */
    public VectorCollection sharded(int shards) {
        Distribution now = shape.distribution();
        return with(shape.spread(new Distribution(OptionalInt.of(shards), now.replication(), now.writeConsistency())));
    }

    /** With that many copies of each part on a cluster. */
    public VectorCollection replicated(int copies) {
        Distribution now = shape.distribution();
        return with(shape.spread(new Distribution(now.shards(), OptionalInt.of(copies), now.writeConsistency())));
    }

    /** A write counts when that many copies have it. */
    public VectorCollection writtenTo(int copies) {
        Distribution now = shape.distribution();
        return with(shape.spread(new Distribution(now.shards(), now.replication(), OptionalInt.of(copies))));
    }

    /** What it is for. */
    public Optional<String> description() {
        return shape.description();
    }

    /** Its vectors. */
    public List<VectorSpace> spaces() {
        return shape.spaces();
    }

    /** What its points carry. */
    public List<PayloadField> payload() {
        return shape.payload();
    }

    /** How it is spread over a cluster. */
    public Distribution distribution() {
        return shape.distribution();
    }

    private VectorCollection with(CollectionShape changed) {
        return new VectorCollection(name, version, changed);
    }
}
