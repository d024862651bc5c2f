package io.whisperschema.internal.move;

import io.whisperschema.internal.move.TargetSums.ArrivedRows;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Field;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import io.whisperschema.report.Difference;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.MoveSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Finds the rows in which differing parts differ. Both sides are read; rows that are equal cancel out as they meet, and
 * where a part has more rows than memory can hold it is read in several passes.
 */
final class Narrowing {
    private static final int MOST_SHOWN = 1000;
    private static final int BYTES_PER_ROW = 200;
    private static final BitSet NOTHING = new BitSet();

    private final MoveJob job;
    private final MoveSource source;
    private final MoveSource target;
    private final SurveyResult survey;
    private final Stop stop;

    Narrowing(MoveJob job, MoveSource source, MoveSource target, SurveyResult survey) {
        this.job = job;
        this.source = source;
        this.target = target;
        this.survey = survey;
        stop = new Stop(job.cancellation(), 0, any -> "Nothing was written.");
    }

    List<Difference> run(Map<String, List<Integer>> parts) {
        var differences = new ArrayList<Difference>();
        for (Passage passage : job.passages()) {
            List<Integer> differing = parts.getOrDefault(passage.target(), List.of());
            if (!differing.isEmpty()) {
                differences.addAll(narrow(passage, differing));
            }
        }
        return differences;
    }

    /** The hash of a key. */
    private record Key(long high, long low) {}

    /** What is left of the rows of one key when those that are equal have met. */
    private static final class Left {
        private long inSource;
        private long inTarget;
        private long high;
        private long low;

        boolean isEven() {
            return inSource == inTarget && high == 0 && low == 0;
        }
    }

    private List<Difference> narrow(Passage passage, List<Integer> parts) {
        var wanted = new BitSet();
        parts.forEach(wanted::set);
        var differing = new LinkedHashMap<Key, Left>();
        int passes = passes(passage, parts);
        for (int pass = 0; pass < passes && differing.size() < MOST_SHOWN; pass++) {
            int now = pass;
            var left = new LinkedHashMap<Key, Left>();
            source(passage, (item, hash) -> {
                if (isOf(hash, wanted, now, passes)) {
                    meet(left, hash, true);
                }
            });
            target(passage, (item, hash) -> {
                if (isOf(hash, wanted, now, passes)) {
                    meet(left, hash, false);
                }
            });
            left.entrySet().stream()
                    .limit(MOST_SHOWN - differing.size())
                    .forEach(each -> differing.put(each.getKey(), each.getValue()));
        }
        return described(passage, differing);
    }

    private int passes(Passage passage, List<Integer> parts) {
        var sums = survey.of(passage).parts();
        long rows = parts.stream().mapToLong(part -> sums.sum(part).count()).sum();
        return (int)
                Math.min(256, 1 + rows * BYTES_PER_ROW / job.options().effort().memory());
    }

    private static boolean isOf(ItemHash hash, BitSet parts, int pass, int passes) {
        return parts.get(hash.part()) && (int) (hash.keyLow() >>> 8 & 0xff) % passes == pass;
    }

    private static void meet(Map<Key, Left> left, ItemHash hash, boolean ofSource) {
        var key = new Key(hash.keyHigh(), hash.keyLow());
        Left met = left.computeIfAbsent(key, any -> new Left());
        met.inSource += ofSource ? 1 : 0;
        met.inTarget += ofSource ? 0 : 1;
        met.high += ofSource ? hash.high() : -hash.high();
        met.low += ofSource ? hash.low() : -hash.low();
        if (met.isEven()) {
            left.remove(key);
        }
    }

    private void source(Passage passage, BiConsumer<Item, ItemHash> each) {
        var rows = new Rows(
                passage, job.options(), survey.limits(), survey.of(passage).rows(), FlawListener.SILENT);
        var item = new Item(passage.fields().size());
        try (ItemReader reader = source.reader(0)) {
            for (Chunk chunk : source.chunks(passage, job.options().effort().chunkRows())) {
                stop.look();
                rows.begin(chunk);
                reader.begin(passage, chunk, NOTHING);
                while (reader.next(item)) {
                    if (rows.prepare(item) == Rows.Fate.KEPT) {
                        rows.hash().hash(item);
                        each.accept(item, rows.hash());
                    }
                }
            }
        }
    }

    private void target(Passage passage, BiConsumer<Item, ItemHash> each) {
        KeySet rejected = survey.of(passage).rows().rejected();
        var rows = new ArrivedRows(passage, job.options());
        try (ItemReader reader = target.reader(0)) {
            for (Chunk chunk :
                    target.chunks(passage.arrived(), job.options().effort().chunkRows())) {
                stop.look();
                reader.begin(passage.arrived(), chunk, NOTHING);
                while (rows.next(reader)) {
                    if (!rejected.contains(rows.hash().keyHigh(), rows.hash().keyLow())) {
                        each.accept(rows.item(), rows.hash());
                    }
                }
            }
        }
    }

    /** What a row looks like on one side. */
    private record Look(String key, List<Long> fields) {
        static final Look NOT_THERE = new Look("", List.of());
    }

    private List<Difference> described(Passage passage, Map<Key, Left> differing) {
        var inSource = new HashMap<Key, Look>();
        var inTarget = new HashMap<Key, Look>();
        source(passage, (item, hash) -> look(passage, item, hash, differing, inSource));
        target(passage, (item, hash) -> look(passage, item, hash, differing, inTarget));
        var described = new ArrayList<Difference>();
        differing.forEach((key, left) -> described.add(described(
                passage,
                left,
                inSource.getOrDefault(key, Look.NOT_THERE),
                inTarget.getOrDefault(key, Look.NOT_THERE))));
        return described;
    }

    private static void look(
            Passage passage, Item item, ItemHash hash, Map<Key, Left> differing, Map<Key, Look> looks) {
        var key = new Key(hash.keyHigh(), hash.keyLow());
        if (differing.containsKey(key)) {
            looks.putIfAbsent(key, new Look(words(passage, item, hash), fieldHashes(item)));
        }
    }

    private static String words(Passage passage, Item item, ItemHash hash) {
        if (passage.key().isEmpty()) {
            return "the row of hash %016x%016x".formatted(hash.high(), hash.low());
        }
        var words = new StringBuilder();
        for (int place : passage.key()) {
            words.append(words.isEmpty() ? "" : ", ")
                    .append(passage.fields().get(place).source())
                    .append(' ')
                    .append(KeyWords.of(item, place));
        }
        return words.toString();
    }

    private static List<Long> fieldHashes(Item item) {
        var encoding = new Encoding();
        var hash = new RowHash();
        var hashes = new ArrayList<Long>();
        for (int i = 0; i < item.fields(); i++) {
            encoding.clear();
            encoding.add(item, i);
            hash.hash(encoding.bytes(), 0, encoding.length());
            hashes.add(hash.low());
        }
        return hashes;
    }

    private static Difference described(Passage passage, Left left, Look inSource, Look inTarget) {
        if (inTarget.equals(Look.NOT_THERE)) {
            return new Difference(passage.source(), inSource.key(), Difference.Kind.ONLY_IN_SOURCE, List.of());
        }
        if (inSource.equals(Look.NOT_THERE)) {
            return new Difference(passage.source(), inTarget.key(), Difference.Kind.ONLY_IN_TARGET, List.of());
        }
        Difference.Kind kind =
                left.inSource == left.inTarget ? Difference.Kind.OTHER_VALUES : Difference.Kind.OTHER_COUNT;
        return new Difference(passage.source(), inSource.key(), kind, columns(passage, inSource, inTarget));
    }

    private static List<String> columns(Passage passage, Look one, Look other) {
        var columns = new ArrayList<String>();
        List<Field> fields = passage.fields();
        for (int i = 0; i < fields.size(); i++) {
            if (!one.fields().get(i).equals(other.fields().get(i))) {
                columns.add(fields.get(i).source());
            }
        }
        return columns;
    }
}
