package io.whisperschema.migration;

import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.CacheField.Presence;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.migration.EditedField.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What has to hold of an operation on a cache before any cache is asked. */
final class CacheRules {
    private final String place;
    private final CacheRewrite rewrite;
    private final List<EditedField> edits;

    private CacheRules(String place, CacheRewrite rewrite) {
        this.place = place;
        this.rewrite = rewrite;
        this.edits = rewrite.edits().stream().map(EditedField::of).toList();
    }

    /**
     * Refuses operations that contradict themselves or the definitions they lead to.
     *
     * @param place the migration
     */
    static void check(String place, List<Operation> operations) {
        for (int i = 0; i < operations.size(); i++) {
            if (operations.get(i) instanceof CacheRewrite rewrite) {
                String at = place + ", operation " + (i + 1) + " (" + rewrite.words() + ")";
                new CacheRules(at, rewrite).check();
            }
        }
        List<CacheRewrite> rewrites = operations.stream()
                .filter(CacheRewrite.class::isInstance)
                .map(CacheRewrite.class::cast)
                .toList();
        refuseFamilyTwice(place, rewrites);
    }

    /** A run that was stopped finds by the record of a family what of it was done. */
    private static void refuseFamilyTwice(String place, List<CacheRewrite> rewrites) {
        var names = new HashSet<String>();
        rewrites.stream()
                .flatMap(one ->
                        Stream.of(one.before().name(), one.after().name()).distinct())
                .filter(name -> !names.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidMigration(
                            place,
                            "two of its operations are about key family " + name,
                            "Say it in one, or give each a migration of its own.");
                });
    }

    private void check() {
        refuseWhatNoRecordTells();
        refuseFormOfHash();
        edits.forEach(this::refuseUnknown);
        new EditRules(place, "field", new Fields(rewrite.after()), edits).check();
        edits.stream().filter(EditedField::renames).forEach(this::refuseHarmWhenRepeated);
        rewrite.after().fields().forEach(this::requireOrigin);
    }

    private record Fields(KeyFamily family) implements EditRules.DeclaredFields {
        @Override
        public boolean areNamed() {
            return !family.fields().isEmpty();
        }

        @Override
        public Optional<String> type(String field) {
            return family.field(field).map(one -> one.type().text());
        }
    }

    private void refuseWhatNoRecordTells() {
        KeyFamily before = rewrite.before();
        KeyFamily after = rewrite.after();
        if (before.name().equals(after.name())
                && before.pattern().equals(after.pattern())
                && before.valueVersion() == after.valueVersion()) {
            throw invalid(
                    "before and after have the same pattern and version, so nobody could tell whether it ran",
                    "Raise the version of what it becomes: valueVersion(" + (before.valueVersion() + 1) + ").");
        }
    }

    private void refuseFormOfHash() {
        if (rewrite.form().isPresent() && rewrite.after().valueType() == ValueType.HASH) {
            throw invalid("a hash has fields and no documents to be written in a form", "Leave writtenAs(…) out.");
        }
    }

    /** What nothing has, nothing becomes of: a name that is misspelled would not be noticed. */
    private void refuseUnknown(EditedField edit) {
        boolean needsIt = edit.renames() || edit.kind() == Kind.RETYPE;
        if (needsIt && !isThereBefore(edit.field()) && others(edit).noneMatch(one -> one.makes(edit.field()))) {
            throw invalid(
                    "the definition before has no field " + edit.field() + ", of which '" + edit.words() + "' speaks",
                    "Give the definition before that field, or correct its name.");
        }
    }

    private boolean isThereBefore(String field) {
        return rewrite.before().fields().isEmpty()
                || rewrite.before().field(field).isPresent();
    }

    private Stream<EditedField> others(EditedField edit) {
        return edits.stream().filter(one -> !one.equals(edit));
    }

    /** A value that has gone over already meets the same edits again when a run that was stopped is gone on with. */
    private void refuseHarmWhenRepeated(EditedField rename) {
        String target = rename.made().orElseThrow();
        if (others(rename)
                .anyMatch(one -> (one.renames() || one.kind() == Kind.DROP)
                        && one.field().equals(target))) {
            throw harmful(rename, "field " + target + " is what another edit takes away");
        }
        if (others(rename).anyMatch(one -> makesAnew(one, rename.field()))) {
            throw harmful(rename, "field " + rename.field() + " is what another edit makes");
        }
        if (others(rename)
                .anyMatch(one ->
                        one.renames() && (one.makes(target) || one.field().equals(rename.field())))) {
            throw harmful(rename, "another edit renames the same field, or to the same name");
        }
    }

    private static boolean makesAnew(EditedField edit, String field) {
        return edit.makes(field) && edit.kind() != Kind.RETYPE;
    }

    private InvalidMigration harmful(EditedField rename, String why) {
        return invalid(
                "'" + rename.words() + "' would do harm when a run that was stopped is gone on with: " + why,
                "Say where each field goes at once, or do it in two migrations.");
    }

    private void requireOrigin(CacheField field) {
        boolean isMade = edits.stream().anyMatch(edit -> makesAnew(edit, field.name()));
        if (field.presence() == Presence.REQUIRED && !isThereBefore(field.name()) && !isMade) {
            throw invalid(
                    "field " + field.name() + " is required and new, and nothing gives it to the values that are there",
                    "Say addingField(…), renamingField(…) or computingField(…), or make it optional.");
        }
        former(field).ifPresent(before -> requireWay(before, field));
    }

    private void requireWay(CacheField before, CacheField after) {
        if (before.type() != after.type() && !isGivenValues(before.name()) && !isGivenValues(after.name())) {
            throw invalid(
                    "field " + after.name() + " is " + before.type().text() + " before and "
                            + after.type().text() + " after, and nothing makes it so",
                    "Say retypingField(…) or computingField(…).");
        }
        if (!before.within().equals(after.within())) {
            throw invalid(
                    "field " + after.name() + " travels " + where(before) + " before and " + where(after)
                            + " after, which no edit does",
                    "Leave it where it is, or compute one of another name.");
        }
    }

    private boolean isGivenValues(String field) {
        return edits.stream().anyMatch(edit -> edit.remakes(field));
    }

    /** What a field was before, by that name or the one that it had. */
    private Optional<CacheField> former(CacheField field) {
        return edits.stream()
                .filter(EditedField::renames)
                .filter(edit -> edit.makes(field.name()))
                .findFirst()
                .map(EditedField::field)
                .or(() -> Optional.of(field.name()))
                .flatMap(rewrite.before()::field);
    }

    private static String where(CacheField field) {
        return field.within().map(outer -> "within " + outer).orElse("beside the others");
    }

    private InvalidMigration invalid(String problem, String remedy) {
        return new InvalidMigration(place, problem, remedy);
    }
}
