package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The slots of the tokens of texts. */
final class TextIndex extends FieldIndex {
    /** Between the texts of an array, so that no phrase spans two of them; no tokenizer makes it. */
    private static final String BOUNDARY = "\0";

    private final Tokenizer tokenizer;
    private final Map<String, SlotSet> slots = new HashMap<>();

    TextIndex(PayloadPath path, FieldSchema schema) {
        super(path, schema);
        this.tokenizer = Tokenizer.of(schema);
    }

    @Override
    boolean put(int slot, List<Value> elements) {
        document(elements)
                .forEach(token ->
                        slots.computeIfAbsent(token, absent -> new SlotSet()).add(slot));
        return elements.stream().anyMatch(Value::hasStringValue);
    }

    @Override
    void take(int slot, List<Value> elements) {
        new HashSet<>(document(elements)).forEach(token -> forget(token, slot));
    }

    private void forget(String token, int slot) {
        SlotSet having = slots.get(token);
        if (having != null && having.remove(slot) && having.isEmpty()) {
            slots.remove(token);
        }
    }

    private List<String> document(List<Value> elements) {
        var tokens = new ArrayList<String>();
        elements.stream().filter(Value::hasStringValue).forEach(text -> {
            if (!tokens.isEmpty()) {
                tokens.add(BOUNDARY);
            }
            tokens.addAll(tokenizer.ofDocument(text.getStringValue()));
        });
        return tokens;
    }

    @Override
    Optional<Served> serveByValue(FieldCondition condition) {
        Match match = condition.getMatch();
        return switch (match.getMatchValueCase()) {
            case TEXT -> Optional.of(all(query(match)));
            case TEXT_ANY -> Optional.of(any(query(match)));
            case PHRASE -> Optional.of(isPhraseMatching() ? phrase(query(match)) : none());
            default -> Optional.empty();
        };
    }

    private List<String> query(Match match) {
        return switch (match.getMatchValueCase()) {
            case TEXT -> tokenizer.ofQuery(match.getText());
            case TEXT_ANY -> tokenizer.ofQuery(match.getTextAny());
            default -> tokenizer.ofDocument(match.getPhrase());
        };
    }

    private boolean isPhraseMatching() {
        return schema().params().getTextIndexParams().getPhraseMatching();
    }

    private Served all(List<String> query) {
        return served(holdsAll(query), withAll(query));
    }

    private Served any(List<String> query) {
        List<Lookup> lookups = Set.copyOf(query).stream()
                .map(slots::get)
                .flatMap(having -> Optional.ofNullable(having).stream())
                .map(Lookup::exact)
                .toList();
        return served(holdsAny(query), Lookup.anyOf(lookups));
    }

    private Served phrase(List<String> query) {
        return served(holdsPhrase(query), withAll(query).toBeTested());
    }

    private Served none() {
        return served(tokens -> false, Lookup.exact(new SlotSet()));
    }

    private Served served(Predicate<List<String>> test, Lookup lookup) {
        return new Served(payload -> test.test(document(elements(payload))), lookup);
    }

    private static Predicate<List<String>> holdsAll(List<String> query) {
        return tokens -> !query.isEmpty() && new HashSet<>(tokens).containsAll(query);
    }

    private static Predicate<List<String>> holdsAny(List<String> query) {
        return tokens -> !Collections.disjoint(tokens, query);
    }

    private static Predicate<List<String>> holdsPhrase(List<String> query) {
        return tokens -> !query.isEmpty() && Collections.indexOfSubList(tokens, query) >= 0;
    }

    private Lookup withAll(List<String> query) {
        List<SlotSet> having = Set.copyOf(query).stream()
                .map(token -> slots.getOrDefault(token, new SlotSet()))
                .toList();
        int fewest = having.stream().mapToInt(SlotSet::size).min().orElse(0);
        return new Lookup(
                fewest, () -> having.stream().reduce(SlotSet::and).orElseGet(SlotSet::new), Candidates.Certainty.EXACT);
    }

    /** What a match asks of one value in an object of an array; there phrases are read whatever the index is told. */
    Optional<Predicate<Value>> nested(Match match) {
        List<String> query = query(match);
        return switch (match.getMatchValueCase()) {
            case TEXT -> Optional.of(anyText(holdsAll(query)));
            case TEXT_ANY -> Optional.of(anyText(holdsAny(query)));
            case PHRASE -> Optional.of(anyText(holdsPhrase(query)));
            default -> Optional.empty();
        };
    }

    private Predicate<Value> anyText(Predicate<List<String>> tokens) {
        return value -> Values.elements(value).stream()
                .filter(Value::hasStringValue)
                .anyMatch(text -> tokens.test(tokenizer.ofDocument(text.getStringValue())));
    }
}
