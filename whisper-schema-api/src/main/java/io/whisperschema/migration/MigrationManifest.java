package io.whisperschema.migration;

import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.document.DocumentFormat;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The file that may stand beside migrations and says what their components are, in their order, and its profiles. */
record MigrationManifest(List<Component> components, List<Profile> profiles) {
    static final String NAME = "migrations.json";

    private static final DocumentFormat FORMAT = new DocumentFormat("whisper-schema/migrations", 1);

    /** The components and profiles. */
    static MigrationManifest read(String text) {
        try {
            return FORMAT.read(
                    text,
                    members -> new MigrationManifest(
                            members.need("components").list(MigrationManifest::component),
                            members.may("profiles")
                                    .map(list -> list.list(MigrationManifest::profile))
                                    .orElse(List.of())));
        } catch (UnreadableDocument unreadable) {
            throw new InvalidMigration(
                    NAME, String.valueOf(unreadable.getMessage()), "Write it as the README shows it.");
        }
    }

    private static Component component(JsonValue value) {
        return value.object(MigrationManifest::component);
    }

    private static Profile profile(JsonValue value) {
        return value.object(members -> new Profile(members.text("name"), members.texts("components")));
    }

    private static Component component(JsonMembers members) {
        return new Component(
                members.text("name"),
                members.mayText("owner"),
                members.texts("depends_on"),
                members.texts("tables"),
                members.may("late").map(word -> word.word(Component.Late.class)).orElse(Component.Late.AS_ASKED),
                Optional.empty());
    }

    /** A component that is not listed is rather a typing error. */
    static void requireListed(List<Component> components, List<Migration> migrations) {
        Set<String> listed = components.stream().map(Component::name).collect(Collectors.toCollection(TreeSet::new));
        for (Migration migration : migrations) {
            if (!listed.contains(migration.id().component())) {
                throw new InvalidMigration(
                        migration.name(),
                        "it is of component " + migration.id().component() + ", which " + NAME + " does not list",
                        "List it there, or name one of " + String.join(", ", listed) + ".");
            }
        }
    }
}
