package io.whisperschema.migration;

import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.error.InvalidMigration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What has to hold of an operation on collections before any store is asked. */
final class VectorRules {
    private final String place;
    private final PointEdits edits;
    private final List<CollectionShape> targets;

    private VectorRules(String place, VectorReshape reshape) {
        this.place = place;
        this.edits = reshape.edits();
        this.targets = reshape.collections().shapes();
    }

    /**
     * Refuses operations that contradict themselves or the definitions they lead to.
     *
     * @param place the migration
     */
    static void check(String place, List<Operation> operations) {
        int number = 0;
        for (Operation operation : operations) {
            number++;
            if (operation instanceof VectorReshape reshape) {
                String at = place + ", operation " + number + " (" + reshape.words() + ")";
                new VectorRules(at, reshape).check();
            }
        }
    }

    private void check() {
        edits.renamedVectors().forEach(this::checkRenamed);
        edits.embedded().keySet().forEach(vector -> requireVector(vector, "embedded"));
        edits.leftEmpty().forEach(vector -> requireVector(vector, "left empty"));
        refuseTwice();
        new EditRules(
                        place,
                        "payload field",
                        new Payload(targets),
                        edits.payload().stream().map(EditedField::of).toList())
                .check();
    }

    private void checkRenamed(String after, String before) {
        requireVector(after, "what " + shown(before) + " is renamed to");
        if (hasVector(before) && made().noneMatch(before::equals)) {
            throw invalid(
                    "vector " + shown(before) + " is renamed, and the definition has one of that name still",
                    "Say what becomes of it: embedding(…), leavingEmpty(…) or renamingVector(…).");
        }
    }

    private Stream<String> made() {
        return Stream.of(edits.renamedVectors().keySet(), edits.embedded().keySet(), edits.leftEmpty())
                .flatMap(Set::stream);
    }

    private void requireVector(String vector, String what) {
        if (!hasVector(vector)) {
            throw invalid(
                    "vector " + shown(vector) + " is " + what + ", and the definition has none of that name",
                    "It has "
                            + String.join(
                                    ", ",
                                    targets.stream()
                                            .flatMap(target -> target.spaces().stream())
                                            .map(space -> shown(space.name()))
                                            .distinct()
                                            .toList())
                            + ".");
        }
    }

    private boolean hasVector(String vector) {
        return targets.stream().anyMatch(target -> target.space(vector).isPresent());
    }

    private static String shown(String vector) {
        return vector.isEmpty() ? "without a name" : vector;
    }

    private void refuseTwice() {
        var seen = new HashSet<String>();
        made().filter(vector -> !seen.add(vector)).findFirst().ifPresent(vector -> {
            throw invalid(
                    "two things are said of where vector " + shown(vector) + " comes from",
                    "Rename one to it, embed it or leave it empty, but one of these.");
        });
        var former = new HashSet<String>();
        edits.renamedVectors().values().stream()
                .filter(vector -> !former.add(vector))
                .findFirst()
                .ifPresent(vector -> {
                    throw invalid("vector " + shown(vector) + " is renamed twice", "Embed or leave empty the other.");
                });
    }

    private record Payload(List<CollectionShape> shapes) implements EditRules.DeclaredFields {
        @Override
        public boolean areNamed() {
            return shapes.stream().noneMatch(shape -> shape.payload().isEmpty());
        }

        @Override
        public Optional<String> type(String field) {
            return shapes.stream()
                    .flatMap(shape -> shape.field(field).stream())
                    .findFirst()
                    .map(one -> one.type().text());
        }
    }

    private InvalidMigration invalid(String problem, String remedy) {
        return new InvalidMigration(place, problem, remedy);
    }
}
