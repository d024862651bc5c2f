package io.whisperschema.internal.move;

import io.whisperschema.internal.move.FlawCounts.Mending;
import io.whisperschema.internal.move.SurveyLane.Seen;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Item;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Passage;
import io.whisperschema.spi.ItemReader;
import io.whisperschema.spi.MoveSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The lists of copied chunks, of rejected rows and of values that were made to fit. One that somebody took away is written again. */
final class CopiedLists {
    private static final BitSet NOTHING = new BitSet();

    private final MoveJob job;
    private final MoveSource source;
    private final Limits limits;
    private final Rejects rejects;
    private final Coercions coercions;

    CopiedLists(MoveJob job, MoveSource source, Limits limits, Path folder, String move) {
        this.job = job;
        this.source = source;
        this.limits = limits;
        rejects = new Rejects(folder, move);
        coercions = new Coercions(folder, move);
    }

    /** Whether those of a chunk tell of its rows as they are now. */
    boolean tellOf(Passage passage, RowFlaws flaws, Seen seen) {
        Chunk chunk = seen.state().chunk();
        if (seen.mended() && !coercions.has(passage, chunk)) {
            writeCoercions(passage, flaws, chunk);
        }
        return seen.state().rejected() == 0 || tellOfRejected(passage, flaws, chunk);
    }

    private boolean tellOfRejected(Passage passage, RowFlaws flaws, Chunk chunk) {
        List<String> rejected = rejected(passage, flaws, chunk);
        Optional<Set<String>> told = rejects.lines(passage, chunk);
        if (told.isEmpty()) {
            rejects.write(chunk, rejected);
        }
        return told.isEmpty() || told.get().containsAll(rejected);
    }

    private List<String> rejected(Passage passage, RowFlaws flaws, Chunk chunk) {
        var lines = new ArrayList<String>();
        read(passage, flaws, chunk, (item, fate, rows, counts) -> {
            if (fate == Rows.Fate.REJECTED) {
                counts.takeRejection()
                        .ifPresent(why -> lines.add(
                                Rejects.line(passage, item, rows.settling().originals(), why)));
            }
        });
        return lines;
    }

    private void writeCoercions(Passage passage, RowFlaws flaws, Chunk chunk) {
        try (Coercions.Log log = coercions.log(chunk)) {
            read(passage, flaws, chunk, (item, fate, rows, counts) -> {
                List<Mending> mendings = fate == Rows.Fate.KEPT ? counts.kept() : List.of();
                if (!mendings.isEmpty()) {
                    log.add(passage, item, rows.settling().originals(), mendings);
                }
            });
            log.finish();
        }
    }

    /** Looks at a row. */
    private interface Look {
        void at(Item item, Rows.Fate fate, Rows rows, FlawCounts counts);
    }

    private void read(Passage passage, RowFlaws flaws, Chunk chunk, Look look) {
        var counts = new FlawCounts(passage);
        var rows = new Rows(passage, job.options(), limits, flaws, counts);
        var item = new Item(passage.fields().size());
        try (ItemReader reader = source.reader(0)) {
            rows.begin(chunk);
            reader.begin(passage, chunk, NOTHING);
            while (reader.next(item)) {
                counts.nextRow();
                look.at(item, rows.prepare(item), rows, counts);
            }
        }
    }
}
