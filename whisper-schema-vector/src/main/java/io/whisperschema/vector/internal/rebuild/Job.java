package io.whisperschema.vector.internal.rebuild;

import static io.qdrant.client.ValueFactory.value;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.error.UnreadableDocument;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is on record of a rebuild, as JSON of format {@code whisper-schema/rebuild}.
 *
 * @param key the names that are rebuilt
 * @param recipe the fingerprint of what is done
 * @param stage how far it is
 * @param legs where points come from
 * @param targets where they go
 * @param kept collections that are kept of earlier rebuilds
 * @param number greater than those of the rebuilds that began before
 */
record Job(
        String key, String recipe, Stage stage, List<Leg> legs, List<Target> targets, Set<String> kept, long number) {
    static final String FORMAT = "whisper-schema/rebuild";
    static final long VERSION = 1;

    private static final Set<String> KEYS = Set.of(
            "format", "version", "key", "recipe", "stage", "legs", "targets", "kept", "number", "owner", "until");

    Job {
        legs = List.copyOf(legs);
        targets = List.copyOf(targets);
        kept = Set.copyOf(kept);
    }

    /** How far a rebuild is. */
    enum Stage {
        /** Points are copied into collections that nobody uses yet. */
        COPYING,
        /** All is copied and proven, and the names are about to lead to it. */
        SWITCHING,
        /** The names lead to it. */
        SWITCHED,
        /** It is done; what was before is kept. */
        KEPT,
        /** The names are about to lead to what was before. */
        RETURNING,
        /** The names lead to what was before, and what was built is kept. */
        BACK;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Stage of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A collection that points come from.
     *
     * @param name how clients reach it
     * @param source its own name
     * @param ledger which of its points are copied
     * @param copy the same collection under another name, where its own becomes an alias
     * @param aliases the other names that lead to it
     */
    record Leg(String name, String source, String ledger, Optional<Copy> copy, List<String> aliases) {
        Leg {
            aliases = List.copyOf(aliases);
        }

        /** The same with the aliases that lead to its collection now. */
        Leg at(Names names) {
            return new Leg(
                    name,
                    source,
                    ledger,
                    copy,
                    names.aliasesOf(source).stream()
                            .filter(alias -> !alias.equals(name))
                            .toList());
        }

        /** Whether the name is that of the collection itself. */
        boolean isLegacy() {
            return name.equals(source);
        }

        boolean isReachedBy(String other) {
            return name.equals(other) || aliases.contains(other);
        }

        /** What it is reached under when it is not the one in use. */
        String before() {
            return copy.map(Copy::name).orElse(source);
        }
    }

    /**
     * The exact copy of a collection.
     *
     * @param name the copy's name
     * @param ledger which points are copied
     */
    record Copy(String name, String ledger) {}

    /**
     * A collection that points go into.
     *
     * @param name how clients are to reach it
     * @param shadow its own name
     */
    record Target(String name, String shadow) {}

    Job at(Stage changed) {
        return new Job(key, recipe, changed, legs, targets, kept, number);
    }

    /** The same with the aliases that there are now. */
    Job at(Names names) {
        return new Job(
                key, recipe, stage, legs.stream().map(leg -> leg.at(names)).toList(), targets, kept, number);
    }

    boolean speaksOf(String name) {
        return targets.stream().anyMatch(target -> target.name().equals(name))
                || legs.stream().anyMatch(leg -> leg.name().equals(name));
    }

    /** Whether it reads or writes that collection. */
    boolean isMadeOf(String collection) {
        return targets.stream().anyMatch(target -> target.shadow().equals(collection))
                || legs.stream().anyMatch(leg -> leg.source().equals(collection));
    }

    boolean isAtWork() {
        return stage != Stage.KEPT && stage != Stage.BACK;
    }

    /** The collections that it needs to go on, or to go back, or has only to be looked at. */
    Set<String> needs() {
        var needs = new HashSet<>(kept);
        if (stage != Stage.BACK) {
            legs.forEach(leg -> needs.add(leg.before()));
        }
        if (stage != Stage.KEPT) {
            needs.addAll(shadows().values());
        }
        if (isAtWork()) {
            legs.forEach(leg -> needs.add(leg.source()));
        }
        return needs;
    }

    /** The targets' own names by those that clients are to use. */
    Map<String, String> shadows() {
        var shadows = new HashMap<String, String>();
        targets.forEach(target -> shadows.put(target.name(), target.shadow()));
        return shadows;
    }

    Map<String, Value> json() {
        return Map.of(
                "format", value(FORMAT),
                "version", value(VERSION),
                "key", value(key),
                "recipe", value(recipe),
                "stage", value(stage.text()),
                "legs", value(legs.stream().map(Job::json).toList()),
                "targets", value(targets.stream().map(Job::json).toList()),
                "kept", texts(kept.stream().sorted().toList()),
                "number", value(number));
    }

    private static Value json(Leg leg) {
        var members = new HashMap<String, Value>();
        members.put("name", value(leg.name()));
        members.put("source", value(leg.source()));
        members.put("ledger", value(leg.ledger()));
        members.put("aliases", texts(leg.aliases()));
        leg.copy().ifPresent(copy -> {
            members.put("copy", value(copy.name()));
            members.put("copy_ledger", value(copy.ledger()));
        });
        return value(members);
    }

    private static Value json(Target target) {
        return value(Map.of("name", value(target.name()), "shadow", value(target.shadow())));
    }

    private static Value texts(List<String> texts) {
        return value(texts.stream().map(text -> value(text)).toList());
    }

    /**
     * What was written.
     *
     * @throws UnreadableDocument if this release does not know all of it
     */
    static Job read(Map<String, Value> members) {
        String place = "record of the rebuild of " + text(members, "key");
        if (!text(members, "format").equals(FORMAT) || number(members, "version") != VERSION) {
            throw new UnreadableDocument(place, "this release reads " + FORMAT + " of version " + VERSION + " only");
        }
        members.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(key -> {
            throw new UnreadableDocument(place, "this release does not know '" + key + "'");
        });
        return new Job(
                text(members, "key"),
                text(members, "recipe"),
                Stage.of(text(members, "stage")),
                list(members, "legs").stream().map(Job::leg).toList(),
                list(members, "targets").stream().map(Job::target).toList(),
                Set.copyOf(texts(members, "kept")),
                number(members, "number"));
    }

    private static Leg leg(Value json) {
        Map<String, Value> members = json.getStructValue().getFieldsMap();
        return new Leg(
                text(members, "name"),
                text(members, "source"),
                text(members, "ledger"),
                members.containsKey("copy")
                        ? Optional.of(new Copy(text(members, "copy"), text(members, "copy_ledger")))
                        : Optional.empty(),
                texts(members, "aliases"));
    }

    private static Target target(Value json) {
        Map<String, Value> members = json.getStructValue().getFieldsMap();
        return new Target(text(members, "name"), text(members, "shadow"));
    }

    static String text(Map<String, Value> members, String key) {
        return members.getOrDefault(key, Value.getDefaultInstance()).getStringValue();
    }

    static long number(Map<String, Value> members, String key) {
        return members.getOrDefault(key, Value.getDefaultInstance()).getIntegerValue();
    }

    private static List<Value> list(Map<String, Value> members, String key) {
        return members.getOrDefault(key, Value.getDefaultInstance())
                .getListValue()
                .getValuesList();
    }

    private static List<String> texts(Map<String, Value> members, String key) {
        return list(members, key).stream().map(Value::getStringValue).toList();
    }

    /** An id that names always give. */
    static UUID id(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
