package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.FacetValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The slots of each value, for values that are only compared for being the same. */
final class KeyIndex<K> extends FieldIndex {
    private final Kind<K> kind;
    private final Map<K, SlotSet> slots = new HashMap<>();

    /**
     * What the keys are.
     *
     * @param key of an element of a payload
     * @param wanted the keys that a match wants, or wants none of
     */
    private record Kind<K>(
            Function<Value, Optional<K>> key,
            Function<Match, Optional<Set<K>>> wanted,
            Function<K, FacetValue.Builder> facet) {}

    private KeyIndex(PayloadPath path, FieldSchema schema, Kind<K> kind) {
        super(path, schema);
        this.kind = kind;
    }

    static KeyIndex<String> ofKeywords(PayloadPath path, FieldSchema schema) {
        return new KeyIndex<>(
                path,
                schema,
                new Kind<>(
                        KeyIndex::text,
                        match -> texts(match).map(Set::copyOf),
                        keyword -> FacetValue.newBuilder().setStringValue(keyword)));
    }

    static KeyIndex<UUID> ofUuids(PayloadPath path, FieldSchema schema) {
        return new KeyIndex<>(
                path,
                schema,
                new Kind<>(
                        value -> text(value).flatMap(Uuids::parse),
                        match -> texts(match).flatMap(KeyIndex::uuids),
                        uuid -> FacetValue.newBuilder().setStringValue(uuid.toString())));
    }

    static KeyIndex<Boolean> ofBooleans(PayloadPath path, FieldSchema schema) {
        return new KeyIndex<>(
                path,
                schema,
                new Kind<>(
                        value -> value.hasBoolValue() ? Optional.of(value.getBoolValue()) : Optional.empty(),
                        match -> match.hasBoolean() ? Optional.of(Set.of(match.getBoolean())) : Optional.empty(),
                        bool -> FacetValue.newBuilder().setBoolValue(bool)));
    }

    private static Optional<String> text(Value value) {
        return value.hasStringValue() ? Optional.of(value.getStringValue()) : Optional.empty();
    }

    private static Optional<List<String>> texts(Match match) {
        return switch (match.getMatchValueCase()) {
            case KEYWORD -> Optional.of(List.of(match.getKeyword()));
            case KEYWORDS -> Optional.of(match.getKeywords().getStringsList());
            case EXCEPT_KEYWORDS -> Optional.of(match.getExceptKeywords().getStringsList());
            default -> Optional.empty();
        };
    }

    /** Nothing when one of them is no UUID: then the index is of no help. */
    private static Optional<Set<UUID>> uuids(List<String> texts) {
        List<Optional<UUID>> uuids = texts.stream().map(Uuids::parse).toList();
        return uuids.stream().allMatch(Optional::isPresent)
                ? Optional.of(uuids.stream().flatMap(Optional::stream).collect(Collectors.toSet()))
                : Optional.empty();
    }

    @Override
    boolean put(int slot, List<Value> elements) {
        Set<K> keys = keys(elements);
        keys.forEach(key -> slots.computeIfAbsent(key, absent -> new SlotSet()).add(slot));
        return !keys.isEmpty();
    }

    @Override
    void take(int slot, List<Value> elements) {
        keys(elements).forEach(key -> slots.computeIfPresent(key, (same, having) -> without(slot, having)));
    }

    @SuppressWarnings("NullAway") // null is how a map is told to forget the key
    private static SlotSet without(int slot, SlotSet having) {
        having.remove(slot);
        return having.isEmpty() ? null : having;
    }

    private Set<K> keys(Collection<Value> elements) {
        return elements.stream().map(kind.key).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    @Override
    Optional<Served> serveByValue(FieldCondition condition) {
        Match match = condition.getMatch();
        return kind.wanted.apply(match).map(keys -> match.hasExceptKeywords() ? except(keys) : anyOf(keys));
    }

    private Served anyOf(Set<K> wanted) {
        List<Lookup> lookups = wanted.stream()
                .map(slots::get)
                .flatMap(found -> Optional.ofNullable(found).stream())
                .map(Lookup::exact)
                .toList();
        Lookup lookup = lookups.size() == 1 ? lookups.get(0) : Lookup.anyOf(lookups);
        return new Served(payload -> any(payload, wanted::contains), lookup);
    }

    private Served except(Set<K> excepted) {
        return new Served(
                payload -> any(payload, key -> !excepted.contains(key)),
                Lookup.exact(typed()).toBeTested());
    }

    private boolean any(Map<String, Value> payload, Predicate<K> wanted) {
        for (Value element : elements(payload)) {
            if (kind.key.apply(element).filter(wanted).isPresent()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean hasFacets() {
        return true;
    }

    @Override
    public void forEachFacet(BiConsumer<FacetValue, SlotSet> visitor) {
        slots.forEach((key, having) -> visitor.accept(kind.facet.apply(key).build(), having));
    }
}
