package io.whisperschema.internal.move;

import io.whisperschema.internal.move.RowFlaws.Found;
import io.whisperschema.move.ColumnName;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.FlawFound;
import io.whisperschema.move.FlawHandling;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Sample;
import io.whisperschema.move.Samples;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The flaws of a chunk, or of several: how often, in which rows first, and which rules would mend them. Not thread-safe. */
final class Tally implements FlawListener {
    private static final int LONGEST_SHOWN = 200;

    private final Passage passage;
    private final FlawHandling handling;
    private final FlawCounts counts;
    private final Map<Found, Entry> entries = new LinkedHashMap<>();
    private final BitSet mended = new BitSet();
    private final Item item;
    private Optional<Settling> settling = Optional.empty();

    /** What is known of one flaw in one field. */
    private static final class Entry {
        private final List<Sample> samples = new ArrayList<>();
        private final Map<Rule, Long> rules = new EnumMap<>(Rule.class);
        private long count;
        private long refused;
    }

    /**
     * @param item the one that is going to be settled
     */
    Tally(Passage passage, FlawHandling handling, Item item) {
        this.passage = passage;
        this.handling = handling;
        this.item = item;
        counts = new FlawCounts(passage);
    }

    /** Who settles the item. */
    void hear(Settling who) {
        settling = Optional.of(who);
    }

    FlawCounts counts() {
        return counts;
    }

    /** The fields in which there is a flaw, whatever becomes of it. */
    boolean hasFlawIn(int field) {
        return entries.keySet().stream().anyMatch(found -> found.field() == field);
    }

    /** The fields in which a rule made values fit. */
    BitSet mended() {
        return mended;
    }

    private Entry heard(int field, Flaw flaw) {
        Entry entry = entries.computeIfAbsent(new Found(flaw, field), any -> new Entry());
        entry.count++;
        if (entry.samples.size() < handling.sampleCount()) {
            entry.samples.add(new Sample(key(), shown(field)));
        }
        return entry;
    }

    @Override
    public void mended(int field, Flaw flaw, Rule rule) {
        heard(field, flaw).rules.merge(rule, 1L, Long::sum);
        counts.mended(field, flaw, rule);
        mended.set(field);
    }

    @Override
    public void leftEmpty(int field, Flaw flaw) {
        heard(field, flaw);
        counts.leftEmpty(field, flaw);
    }

    @Override
    public void rejected(int field, Flaw flaw) {
        heard(field, flaw);
        counts.rejected(field, flaw);
    }

    @Override
    public void refused(int field, Flaw flaw) {
        Entry entry = heard(field, flaw);
        entry.refused++;
        if (field >= 0 && item.tag(field) != Tag.NULL && item.tag(field) != Tag.TOO_LARGE) {
            tryRules(entry, field, flaw);
        }
    }

    /** A value moves as it is, but somebody should know of it. */
    void noticed(int field, Flaw flaw) {
        heard(field, flaw);
    }

    private void tryRules(Entry entry, int field, Flaw flaw) {
        for (Rule rule : flaw.rules()) {
            if (settling.isPresent() && settling.get().wouldMend(rule, item, field)) {
                entry.rules.merge(rule, 1L, Long::sum);
            }
        }
    }

    private String key() {
        var words = new StringBuilder();
        for (int place : passage.key()) {
            words.append(words.isEmpty() ? "" : ", ")
                    .append(passage.fields().get(place).source())
                    .append(' ')
                    .append(word(place));
        }
        return words.isEmpty() ? "a row without key" : words.toString();
    }

    private String word(int place) {
        return settling.map(who -> KeyWords.of(who.originals(), item, place)).orElse("?");
    }

    private Optional<String> shown(int field) {
        if (handling.samples() == Samples.KEYS || field < 0 || settling.isEmpty()) {
            return Optional.empty();
        }
        String value = RawJson.of(settling.get().originals(), item, field).compact();
        return Optional.of(value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…");
    }

    /** Adds what another one heard behind this one. */
    void addAll(Tally other) {
        mended.or(other.mended);
        other.entries.forEach((found, theirs) -> {
            Entry ours = entries.computeIfAbsent(found, any -> new Entry());
            ours.count += theirs.count;
            ours.refused += theirs.refused;
            theirs.rules.forEach((rule, count) -> ours.rules.merge(rule, count, Long::sum));
            theirs.samples.stream()
                    .limit(Math.max(0, handling.sampleCount() - ours.samples.size()))
                    .forEach(ours.samples::add);
        });
    }

    /** What was found, by column and flaw. */
    List<FlawFound> found() {
        var sorted = new TreeMap<Found, FlawFound>(
                Comparator.comparingInt(Found::field).thenComparing(Found::flaw));
        entries.forEach((found, entry) -> sorted.put(found, found(found, entry)));
        return List.copyOf(sorted.values());
    }

    private FlawFound found(Found found, Entry entry) {
        String column =
                found.field() < 0 ? "" : passage.fields().get(found.field()).source();
        return new FlawFound(
                passage.source(),
                column,
                found.flaw(),
                entry.count,
                entry.refused,
                entry.samples,
                handling.treatments().of(found.flaw(), new ColumnName(passage.source(), column)),
                entry.rules);
    }
}
