package io.whisperschema.vector.internal.transform;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.vector.PointBatch.Point;
import io.whisperschema.vector.PointBatch.Wanted;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A point as host code gets it, which takes what is wanted of that code and nothing else. */
final class BatchPoint implements Point {
    private final MovingPoint point;
    private final Wanted wanted;
    private boolean answered;

    BatchPoint(MovingPoint point, Wanted wanted) {
        this.point = point;
        this.wanted = wanted;
        this.answered = wanted instanceof Wanted.Anything;
    }

    /** Whether the code said of it what is wanted. */
    boolean isAnswered() {
        return answered;
    }

    @Override
    public String id() {
        return point.id();
    }

    @Override
    public Map<String, @Nullable Object> payload() {
        return PlainValues.plain(point.payload());
    }

    @Override
    public Map<String, @Nullable Object> payloadBefore() {
        return PlainValues.plain(point.payloadBefore());
    }

    @Override
    public Optional<String> text(String field) {
        return Optional.ofNullable(point.payload().get(field))
                .filter(Value::hasStringValue)
                .map(Value::getStringValue);
    }

    @Override
    public Optional<float[]> vector(String name) {
        return Optional.ofNullable(point.vectors().get(name))
                .filter(Vector::hasDense)
                .map(vector -> Floats.of(vector.getDense()));
    }

    @Override
    public void put(String field, @Nullable Object value) {
        Value taken = PlainValues.value(value)
                .orElseThrow(() -> refused("is given a value in payload field " + field + " that no payload can hold"));
        answerField(field);
        point.payload().put(field, taken);
    }

    @Override
    public void remove(String field) {
        answerField(field);
        point.payload().remove(field);
    }

    private void answerField(String field) {
        boolean isWanted = wanted instanceof Wanted.Field one ? one.field().equals(field) : isAnythingWanted();
        answer(isWanted, "payload field " + field);
    }

    @Override
    public void putVector(String name, float[] vector) {
        answerVector(name);
        VectorSpace space = point.target()
                .shape()
                .space(name)
                .orElseThrow(() -> refused("is given a vector " + name + ", which collection "
                        + point.target().name() + " does not have"));
        refuseOther(space, vector);
        point.vectors().put(name, dense(vector));
    }

    private void refuseOther(VectorSpace space, float[] vector) {
        if (vector.length != space.size()) {
            throw refused("is given a " + Words.vector(space.name()) + " of " + vector.length + " elements where "
                    + space.size() + " are meant");
        }
        for (float element : vector) {
            if (!Float.isFinite(element)) {
                throw refused("is given a " + Words.vector(space.name()) + " with an element that is no number");
            }
        }
    }

    private static Vector dense(float[] vector) {
        var dense = DenseVector.newBuilder();
        for (float element : vector) {
            dense.addData(element);
        }
        return Vector.newBuilder().setDense(dense).build();
    }

    @Override
    public void removeVector(String name) {
        answerVector(name);
        point.vectors().remove(name);
    }

    private void answerVector(String name) {
        boolean isWanted =
                wanted instanceof Wanted.Vector one ? one.space().name().equals(name) : isAnythingWanted();
        answer(isWanted, Words.vector(name));
    }

    private boolean isAnythingWanted() {
        return wanted instanceof Wanted.Anything;
    }

    private void answer(boolean isWanted, String part) {
        if (!isWanted) {
            throw refused("is changed in " + part + ", where the code is asked for " + Words.of(wanted));
        }
        answered = true;
    }

    @Override
    public RuntimeException refused(String why) {
        return new PointRefused(point.id(), why);
    }
}
