package io.whisperschema.internal.move;

import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.Field;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Passage;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.Plain;
import io.whisperschema.report.Difference;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationQuestions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Users and their facts on their way from tables in memory to others, by the steps that a move has. */
final class Moving {
    static final Passage USERS = new Passage(
            "users",
            "users",
            List.of(field("id", Plain.BIGINT, Nullness.REQUIRED), field("name", Plain.TEXT, Nullness.NULLABLE)),
            List.of(0),
            Optional.empty());
    static final Passage FACTS = new Passage(
            "facts",
            "known_facts",
            List.of(
                    field("id", Plain.BIGINT, Nullness.REQUIRED),
                    field("user_id", Plain.BIGINT, Nullness.NULLABLE),
                    field("verified", Plain.BOOLEAN, Nullness.NULLABLE)),
            List.of(0),
            Optional.empty());
    static final Passage NOTES = new Passage(
            "notes", "notes", List.of(field("note", Plain.TEXT, Nullness.NULLABLE)), List.of(), Optional.empty());

    final Map<String, List<List<Raw>>> source = new TreeMap<>();
    final FakeTarget target = new FakeTarget();
    final List<FakeSource.Related> related = new ArrayList<>();
    final List<List<String>> distinctUsers = new ArrayList<>();
    final List<ForeignKey> userReferences = new ArrayList<>();
    Cancellation cancellation = new Cancellation();
    ProgressListener listener = ProgressListener.SILENT;
    Ticking time = Ticking.real();
    int readers = 1;

    private static Field field(String name, ValueKind kind, Nullness nullness) {
        return new Field(name, name, kind, nullness);
    }

    void user(long id, String name) {
        rows("users").add(List.of(Raw.integer(id), Raw.text(name)));
    }

    void fact(long id, long user, Raw verified) {
        rows("facts").add(List.of(Raw.integer(id), Raw.integer(user), verified));
    }

    void note(String text) {
        rows("notes").add(List.of(Raw.text(text)));
    }

    List<List<Raw>> rows(String table) {
        return source.computeIfAbsent(table, any -> new ArrayList<>());
    }

    MoveJob job(MoveOptions options) {
        var questions = new RelationQuestions(
                List.of(ForeignKey.from("user_id").references("users", "id")), List.of(), List.of());
        return new MoveJob(
                "sqlite",
                "postgres",
                List.of(FACTS, USERS, NOTES),
                Map.of(
                        "facts",
                        questions,
                        "users",
                        new RelationQuestions(
                                userReferences, List.of(), List.of(), List.of(), distinctUsers, List.of())),
                options,
                listener,
                cancellation,
                time);
    }

    FakeSource open() {
        var opened = new FakeSource(source, readers);
        related.forEach(each -> opened.relate("facts", each));
        return opened;
    }

    /** What a move showed. */
    record Proof(Map<String, Parts> left, Map<String, Parts> arrived, String sourceRoot, String targetRoot) {
        boolean isProven() {
            return sourceRoot.equals(targetRoot);
        }
    }

    /** Begins a move or goes on with it, and proves it. */
    Proof move(MoveOptions options) {
        return move(options, open());
    }

    Proof move(MoveOptions options, FakeSource from) {
        var engine = new MoveEngine(job(options));
        Optional<Checkpoint> before = target.checkpoints().read();
        SurveyResult survey = engine.survey(from, target.limits(), TargetKeys.NONE, before);
        survey.requireClear();
        if (before.isEmpty()) {
            target.checkpoints()
                    .begin(new Checkpoint(
                            "move-1", "request", MovePhase.COPYING, Instant.EPOCH, "{}", survey.chunks()));
        }
        engine.copy("move-1", from, target, survey);
        Map<String, Parts> left = engine.copied(target.checkpoints().read().orElseThrow());
        Map<String, Parts> arrived = engine.arrived(target.readBack(), survey);
        return new Proof(left, arrived, engine.root(left), engine.root(arrived));
    }

    /** The rows that differ by now. */
    List<Difference> differences(MoveOptions options) {
        var engine = new MoveEngine(job(options));
        FakeSource from = open();
        SurveyResult survey = engine.sums(from, target.limits(), TargetKeys.NONE);
        Map<String, Parts> arrived = engine.arrived(target.readBack(), survey);
        var differing = new TreeMap<String, List<Integer>>();
        survey.parts().forEach((name, parts) -> differing.put(name, parts.differingFrom(arrived.get(name))));
        return engine.narrow(from, target.readBack(), survey, differing);
    }
}
