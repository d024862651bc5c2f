package io.whisperschema.migration;

import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.plan.CodeStep;
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
        refuseNamesakes(
                place,
                operations.stream()
                        .filter(VectorOperation.class::isInstance)
                        .map(VectorOperation.class::cast)
                        .toList());
    }

    /** A run finds code by its name. */
    private static void refuseNamesakes(String place, List<VectorOperation> operations) {
        PointEdits.namesake(operations.stream()
                        .<CodeStep<?>>flatMap(operation -> operation.code().stream())
                        .toList())
                .ifPresent(name -> {
                    throw new InvalidMigration(
                            place,
                            "two parts of its code are named " + name,
                            "Give each a name of its own, and the same code to all that it is for.");
                });
    }

    private void check() {
        edits.renamedVectors().forEach(this::checkRenamed);
        edits.embedded().keySet().forEach(vector -> requireVector(vector, "embedded"));
        edits.leftEmpty().forEach(vector -> requireVector(vector, "left empty"));
        refuseTwice();
        for (int i = 0; i < edits.payload().size(); i++) {
            check(
                    edits.payload().get(i),
                    edits.payload().subList(i + 1, edits.payload().size()));
        }
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

    /** Where the definition speaks of fields, it speaks of those that are edited. */
    private void check(PayloadEdit edit, List<PayloadEdit> behind) {
        Optional<String> left = left(edit, behind);
        if (edit instanceof PayloadEdit.Drop && behind.stream().noneMatch(one -> makes(one, edit.field()))) {
            field(edit.field()).ifPresent(field -> {
                throw invalid(
                        "payload field " + edit.field() + " is dropped, and the definition has it still",
                        "Leave it out of the definition, or do not drop it.");
            });
        }
        left.filter(name -> declaresFields() && field(name).isEmpty()).ifPresent(name -> {
            throw invalid(
                    "the definition has no payload field " + name + ", which is there after '" + edit.words() + "'",
                    "Give the definition that field, or correct its name.");
        });
        if (edit instanceof PayloadEdit.Retype retype) {
            left.flatMap(this::field)
                    .filter(field -> field.type() != retype.type())
                    .filter(field -> behind.stream().noneMatch(one -> remakes(one, edit.field())))
                    .ifPresent(field -> {
                        throw invalid(
                                "payload field " + edit.field() + " becomes "
                                        + retype.type().text() + ", and the definition says "
                                        + field.type().text(),
                                "Make both say the same.");
                    });
        }
    }

    /** The name of what an edit makes, behind all of them; none where it goes again, or makes nothing. */
    private static Optional<String> left(PayloadEdit edit, List<PayloadEdit> behind) {
        Optional<String> name = edit instanceof PayloadEdit.Rename rename
                ? Optional.of(rename.after())
                : Optional.of(edit.field()).filter(field -> !(edit instanceof PayloadEdit.Drop));
        for (PayloadEdit one : behind) {
            if (one instanceof PayloadEdit.Rename rename) {
                name = name.map(now -> now.equals(rename.field()) ? rename.after() : now);
            } else if (one instanceof PayloadEdit.Drop drop) {
                name = name.filter(now -> !now.equals(drop.field()));
            }
        }
        return name;
    }

    private static boolean makes(PayloadEdit edit, String field) {
        return edit instanceof PayloadEdit.Rename rename
                ? rename.after().equals(field)
                : !(edit instanceof PayloadEdit.Drop) && edit.field().equals(field);
    }

    private static boolean remakes(PayloadEdit edit, String field) {
        return edit.field().equals(field)
                && (edit instanceof PayloadEdit.Retype || edit instanceof PayloadEdit.Compute);
    }

    private boolean declaresFields() {
        return targets.stream().noneMatch(target -> target.payload().isEmpty());
    }

    private Optional<PayloadField> field(String name) {
        return targets.stream().flatMap(target -> target.field(name).stream()).findFirst();
    }

    private InvalidMigration invalid(String problem, String remedy) {
        return new InvalidMigration(place, problem, remedy);
    }
}
