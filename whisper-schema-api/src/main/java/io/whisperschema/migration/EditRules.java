package io.whisperschema.migration;

import io.whisperschema.error.InvalidMigration;
import java.util.List;
import java.util.Optional;

/**
 * What has to hold of edits of fields and the definition that they lead to.
 *
 * @param place where they are written
 * @param what what its fields are called
 * @param after the fields behind them
 * @param edits what becomes of fields, one after the other
 */
record EditRules(String place, String what, DeclaredFields after, List<EditedField> edits) {
    EditRules {
        edits = List.copyOf(edits);
    }

    /** Fields as a definition has them; one that names none says nothing of them. */
    interface DeclaredFields {
        boolean areNamed();

        Optional<String> type(String field);
    }

    void check() {
        for (int i = 0; i < edits.size(); i++) {
            check(edits.get(i), edits.subList(i + 1, edits.size()));
        }
    }

    private void check(EditedField edit, List<EditedField> behind) {
        if (edit.kind() == EditedField.Kind.DROP
                && behind.stream().noneMatch(one -> one.makes(edit.field()))
                && after.type(edit.field()).isPresent()) {
            throw invalid(
                    what + " " + edit.field() + " is dropped, and the definition has it still",
                    "Leave it out of the definition, or do not drop it.");
        }
        Optional<String> left = left(edit, behind);
        left.filter(name -> after.areNamed() && after.type(name).isEmpty()).ifPresent(name -> {
            throw invalid(
                    "the definition has no " + what + " " + name + ", which is there after '" + edit.words() + "'",
                    "Give the definition that field, or correct its name.");
        });
        if (edit.kind() == EditedField.Kind.RETYPE) {
            left.flatMap(after::type)
                    .filter(type -> !edit.type().equals(Optional.of(type)))
                    .filter(type -> behind.stream().noneMatch(one -> one.remakes(edit.field())))
                    .ifPresent(type -> {
                        throw invalid(
                                what + " " + edit.field() + " becomes "
                                        + edit.type().orElseThrow() + ", and the definition says " + type,
                                "Make both say the same.");
                    });
        }
    }

    /** The name of what an edit makes, behind all of them; none where it goes again, or makes nothing. */
    private static Optional<String> left(EditedField edit, List<EditedField> behind) {
        Optional<String> name = edit.made();
        for (EditedField one : behind) {
            name = name.flatMap(now -> one.field().equals(now) ? one.made() : Optional.of(now));
        }
        return name;
    }

    private InvalidMigration invalid(String problem, String remedy) {
        return new InvalidMigration(place, problem, remedy);
    }
}
