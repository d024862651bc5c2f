package io.whisperschema.migration;

import io.whisperschema.error.InvalidMigration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a profile leaves of migrations.
 *
 * @param profile the profile
 * @param whole what it chooses from
 */
record ProfileChoice(Profile profile, MigrationSet whole) {
    /**
     * The migrations that it has.
     *
     * @throws InvalidMigration if it lacks what one of them depends on, or names a component that is not there
     */
    MigrationSet chosen() {
        refuseUnknown();
        whole.components().stream()
                .filter(component -> has(component.name()))
                .forEach(component -> component
                        .dependsOn()
                        .forEach(needed -> refuseUnlessChosen("component " + component.name(), needed)));
        List<Migration> chosen = whole.inOrder().stream()
                .filter(one -> has(one.id().component()))
                .toList();
        chosen.forEach(one -> one.directives()
                .dependsOn()
                .forEach(needed -> refuseUnlessChosen("migration " + one.line(), needed.component())));
        List<Migration> repeatable = whole.repeatable().stream()
                .filter(one -> !Repeatable.keeps(one) || has(one.id().component()))
                .toList();
        return new MigrationSet(chosen, whole.components(), whole.profiles(), repeatable);
    }

    boolean has(String component) {
        return profile.components().contains(component);
    }

    private void refuseUnknown() {
        Set<String> known =
                whole.inOrder().stream().map(one -> one.id().component()).collect(Collectors.toSet());
        whole.components().forEach(component -> known.add(component.name()));
        profile.components().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new InvalidMigration(
                            "profile " + profile.name(),
                            "there is no component " + unknown,
                            "Name some of "
                                    + String.join(", ", known.stream().sorted().toList()) + ".");
                });
    }

    private void refuseUnlessChosen(String who, String needed) {
        if (!has(needed)) {
            throw new InvalidMigration(
                    "profile " + profile.name(),
                    who + " depends on component " + needed + ", which it leaves out",
                    "Name " + needed + " in it too.");
        }
    }
}
