package io.whisperschema;

import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.EmbeddingModel;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.finding.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A collection of a store that no definition shapes, on its way to one that has it as it is defined. Its vectors go over as
 * they are; those that it has not are left out.
 *
 * @param from what the store holds
 * @param held the collection there
 * @param defined what it is to be
 */
record TakingOver(VectorCatalog from, VectorCollection held, VectorCollection defined) {
    /** As defined, made by the models that the source names where the definition names none. */
    VectorCollection wanted() {
        CollectionShape shape = defined.shape();
        List<VectorSpace> spaces = shape.spaces().stream().map(this::withModel).toList();
        return new VectorCollection(
                defined.name(),
                defined.version(),
                new CollectionShape(
                        shape.description().or(held::description), spaces, shape.payload(), shape.distribution()));
    }

    private VectorSpace withModel(VectorSpace space) {
        Optional<EmbeddingModel> known = held.shape().space(space.name()).flatMap(VectorSpace::model);
        return space.model().isEmpty() && known.isPresent() ? space.embeddedBy(known.get()) : space;
    }

    /** What keeps its vectors from going over, and what of it stays behind. */
    List<Finding> findings() {
        return Stream.concat(held.spaces().stream().flatMap(this::misfit), staying())
                .toList();
    }

    private Stream<Finding> misfit(VectorSpace space) {
        Optional<VectorSpace> told = defined.shape().space(space.name());
        boolean isFitting = told.filter(one -> isFitting(space, one)).isPresent();
        return isFitting
                ? Stream.empty()
                : Stream.of(Finding.error(
                        place() + (space.name().isEmpty() ? ", unnamed vector" : ", vector " + space.name()),
                        told.map(TakingOver::words).orElse("no such vector"),
                        words(space),
                        "A move changes no vector: let the definition say what the source holds, and migrate then."));
    }

    private static boolean isFitting(VectorSpace held, VectorSpace told) {
        boolean isOfOneModel =
                held.model().isEmpty() || told.model().isEmpty() || held.model().equals(told.model());
        return held.size() == told.size() && held.distance() == told.distance() && isOfOneModel;
    }

    private static String words(VectorSpace space) {
        return space.distance().text() + " of " + space.size()
                + space.model().map(model -> " by " + model.id()).orElse("");
    }

    private String place() {
        return "collection " + held.name();
    }

    private Stream<Finding> staying() {
        return from.foreignObjects().stream()
                .filter(object -> object.table().equals(Optional.of(held.name())))
                .map(object -> Finding.notice(
                        place() + ", " + object.type() + " " + object.name(),
                        "nothing",
                        "it",
                        "No definition can say it: it stays in the source."));
    }
}
