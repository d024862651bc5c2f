package io.whisperschema.internal.move;

import static java.util.stream.Collectors.joining;

import io.whisperschema.move.Field;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.FlawFound;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Sample;
import io.whisperschema.move.Treatment;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.RelationQuestions;
import io.whisperschema.spi.RelationSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rows of a store that break one rule. Not thread-safe. */
final class BreakingRows implements RelationSink {
    private final Passage passage;
    private final int sampleCount;
    private final List<Sample> samples = new ArrayList<>();
    private long count;
    private Optional<FlawFound> found = Optional.empty();

    private BreakingRows(Passage passage, int sampleCount) {
        this.passage = passage;
        this.sampleCount = sampleCount;
    }

    /** Asks a store for them. */
    static Optional<FlawFound> found(MoveSource store, Passage passage, RelationQuestions rule, int sampleCount) {
        var rows = new BreakingRows(passage, sampleCount);
        store.relations(passage, rule, rows);
        return rows.found;
    }

    @Override
    public void found(Flaw flaw, String column, Item key) {
        count++;
        if (samples.size() < sampleCount) {
            samples.add(new Sample(words(key), Optional.empty()));
        }
        found = Optional.of(
                new FlawFound(passage.source(), column, flaw, count, count, samples, Treatment.refuse(), Map.of()));
    }

    private String words(Item key) {
        List<Field> fields = passage.keyFields();
        return passage.key().isEmpty()
                ? "a row without key"
                : IntStream.range(0, fields.size())
                        .mapToObj(i -> fields.get(i).source() + " " + KeyWords.of(key, i))
                        .collect(joining(", "));
    }
}
