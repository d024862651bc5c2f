package io.whisperschema.internal.move;

import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonValue;
import io.whisperschema.internal.move.RowFlaws.Found;
import io.whisperschema.move.Field;
import io.whisperschema.move.Item;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Passage;
import io.whisperschema.report.ReplayReport.Replayed;
import io.whisperschema.spi.ItemWriter;
import io.whisperschema.spi.MoveTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes rejected rows, which somebody may have corrected, by the rules of the move they were rejected from. A row that is
 * written leaves its file; should a kill keep it there, the next replay finds it in the target.
 */
final class Replay {
    private final MoveJob job;
    private final MoveTarget target;
    private final Limits limits;
    private final Path folder;
    private final Stop stop;

    Replay(MoveJob job, MoveTarget target, Path folder) {
        this.job = job;
        this.target = target;
        this.folder = folder;
        limits = target.limits();
        stop = new Stop(
                job.cancellation(), 0, any -> "Rows that were written have left their files or are found again.");
    }

    List<Replayed> run() {
        var replayed = new ArrayList<Replayed>();
        try (ItemWriter writer = target.writer(0)) {
            for (Passage passage : parentsFirst()) {
                Path file = new Rejects(folder, "").file(passage);
                if (Files.exists(file)) {
                    replayed.add(new Table(passage, file, writer).replay());
                }
            }
        }
        return replayed;
    }

    private List<Passage> parentsFirst() {
        return PassageOrder.parentsFirst(job);
    }

    /** The file of one table. */
    private final class Table {
        private final Passage passage;
        private final Path file;
        private final ItemWriter writer;
        private final FlawCounts counts;
        private final Rows rows;
        private final Item item;
        private final List<String> left = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();
        private long written;
        private long there;

        Table(Passage passage, Path file, ItemWriter writer) {
            this.passage = passage;
            this.file = file;
            this.writer = writer;
            counts = new FlawCounts(passage);
            rows = new Rows(passage, job.options(), limits, new RowFlaws(passage), counts);
            item = new Item(passage.fields().size());
        }

        Replayed replay() {
            List<String> lines = Rejects.read(file);
            if (lines.isEmpty()) {
                return new Replayed(passage.source(), 0, 0, List.of());
            }
            Rejects.requireHeader(file, lines.get(0));
            try {
                for (int i = 1; i < lines.size(); i++) {
                    stop.look();
                    line(i + 1, lines.get(i));
                }
            } catch (RuntimeException stopped) {
                left.addAll(lines.subList(1 + left.size() + (int) (written + there), lines.size()));
                rewrite(lines.get(0));
                throw stopped;
            }
            rewrite(lines.get(0));
            return new Replayed(passage.source(), written, there, reasons);
        }

        private void line(int number, String line) {
            Optional<String> reason = line.isBlank() ? Optional.of("the line is empty") : tried(line);
            reason.ifPresent(why -> {
                left.add(line);
                reasons.add("line " + number + ": " + why);
            });
        }

        /** Writes the row of a line, or tells why it cannot. */
        private Optional<String> tried(String line) {
            if (passage.key().isEmpty()) {
                return Optional.of("the table has no key, so nobody could tell whether the row is there already");
            }
            try {
                read(JsonValue.root(Json.parse(line)));
            } catch (UnreadableDocument e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            counts.clear();
            return switch (rows.prepare(item)) {
                case KEPT -> added();
                case LEFT_OUT -> {
                    there++;
                    yield Optional.empty();
                }
                case REJECTED, REFUSED -> Optional.of(flaw());
            };
        }

        private String flaw() {
            return counts.takeRefusal().map(this::words).orElse("its values do not fit");
        }

        private String words(Found found) {
            return found.field() < 0
                    ? found.flaw().toString()
                    : passage.fields().get(found.field()).source() + ": " + found.flaw();
        }

        private Optional<String> added() {
            ItemWriter.Added added = writer.add(passage, item);
            switch (added.outcome()) {
                case WRITTEN -> written++;
                case ALREADY_THERE -> there++;
                case KEY_TAKEN, REFUSED -> {
                    return Optional.of(added.said());
                }
            }
            return Optional.empty();
        }

        private void read(JsonValue line) {
            if (!(line.json() instanceof Json.Members members)
                    || !(members.members().get("row") instanceof Json.Members row)) {
                throw line.refused("an object with a member row is expected");
            }
            Set<String> unknown = new HashSet<>(row.members().keySet());
            item.clear();
            for (int i = 0; i < passage.fields().size(); i++) {
                Field field = passage.fields().get(i);
                unknown.remove(field.source());
                put(row.members(), field.source(), i);
            }
            if (!unknown.isEmpty()) {
                throw line.refused("the table has no column " + String.join(", ", unknown));
            }
        }

        private void put(Map<String, Json> row, String column, int field) {
            Json value = row.get(column);
            if (value != null) {
                RawJson.put(new JsonValue("$.row." + column, value), item, field);
            }
        }

        private void rewrite(String header) {
            try {
                if (left.isEmpty()) {
                    Files.delete(file);
                } else {
                    ChunkFiles.replace(file, header + "\n" + String.join("\n", left) + "\n");
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the rows that stay rejected cannot be written to " + file, e);
            }
        }
    }
}
