package io.whisperschema.internal.move;

import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.internal.move.RowFlaws.FieldsHash;
import io.whisperschema.internal.move.TargetSums.ArrivedRows;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Field;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.MoveSource;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The keys of rows that a target holds already and that do not move, but that moved rows refer to. */
public final class TargetKeys {
    /** Where nothing refers to such rows. */
    public static final TargetKeys NONE = new TargetKeys(Map.of());

    /** With the room that a set of them needs to grow. */
    private static final long BYTES_OF_KEY = 64;

    private static final BitSet NOTHING = new BitSet();

    private final Map<Reference, KeySet> keys;

    private TargetKeys(Map<Reference, KeySet> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** A reference of a passage, by its source's name. */
    private record Reference(String passage, ForeignKey key) {}

    /**
     * Reads them, as far as a move may use memory: more of one table are not known, and asked for behind the rows.
     *
     * @param there the tables that the target has
     */
    static TargetKeys of(MoveJob job, MoveSource back, Set<String> there) {
        var found = new HashMap<Reference, KeySet>();
        for (Passage passage : job.passages()) {
            for (ForeignKey key : job.questionsOf(passage).outside()) {
                Optional<KeySet> keys =
                        there.contains(key.table()) ? read(job, back, parent(passage, key)) : Optional.of(new KeySet());
                keys.ifPresent(set -> found.put(new Reference(passage.source(), key), set));
            }
        }
        return new TargetKeys(found);
    }

    /** What is referred to, each value as the one that refers to it. */
    private static Passage parent(Passage passage, ForeignKey key) {
        List<Field> fields = IntStream.range(0, key.columns().size())
                .mapToObj(i -> {
                    int place = RowFlaws.place(passage, key.columns().get(i));
                    String name = key.references().get(i);
                    return new Field(name, name, passage.fields().get(place).kind(), Nullness.NULLABLE);
                })
                .toList();
        return new Passage(key.table(), key.table(), fields, List.of(), Optional.empty());
    }

    private static Optional<KeySet> read(MoveJob job, MoveSource back, Passage parent) {
        List<Integer> places =
                IntStream.range(0, parent.fields().size()).boxed().toList();
        long most = job.options().effort().memory() / BYTES_OF_KEY;
        var keys = new KeySet();
        var hash = new FieldsHash();
        var rows = new ArrivedRows(parent, job.options());
        try (ItemReader reader = back.reader(0)) {
            for (Chunk chunk : back.chunks(parent, job.options().effort().chunkRows())) {
                reader.begin(parent, chunk, NOTHING);
                while (rows.next(reader)) {
                    if (hash.hash(rows.item(), places)) {
                        keys.add(hash.high(), hash.low());
                    }
                }
                if (keys.size() > most) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(keys);
    }

    /** Those that a reference of a passage may be to, if they are known. */
    Optional<KeySet> of(Passage passage, ForeignKey key) {
        return Optional.ofNullable(keys.get(new Reference(passage.source(), key)));
    }
}
