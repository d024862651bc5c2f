package io.whisperschema.vector;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.ProofFailed;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.move.MovePhase;
import io.whisperschema.vector.RestoreOptions.Aliases;
import io.whisperschema.vector.internal.export.CollectionCopy;
import io.whisperschema.vector.internal.export.ExportEntry;
import io.whisperschema.vector.internal.export.ExportFolder;
import io.whisperschema.vector.internal.export.PointComparison;
import io.whisperschema.vector.internal.export.PointReader;
import io.whisperschema.vector.internal.points.PointIds;
import io.whisperschema.vector.internal.points.PointUpserts;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts collections of an export on a server; once. */
final class Restoring {
    private static final String STORE = "qdrant";
    private static final int OFTEN = 128;
    private static final String STATE =
            "What is restored stays as it is, marked as not whole and behind no alias. Restore"
                    + " again: it goes on from there. Or drop it.";

    private final QdrantClient client;
    private final QdrantCalls calls;
    private final ExportFolder export;
    private final RestoreOptions options;
    private Optional<QdrantVersion> server = Optional.empty();
    private List<String> there = List.of();
    private final Map<String, String> aliases = new HashMap<>();

    Restoring(QdrantClient client, QdrantCalls calls, ExportFolder export, RestoreOptions options) {
        this.client = client;
        this.calls = calls;
        this.export = export;
        this.options = options;
    }

    /**
     * A collection to be.
     *
     * @param entry it in the export
     * @param name its name
     */
    private record Goal(ExportEntry entry, String name) {
        CollectionCopy copy() {
            return new CollectionCopy(entry.info());
        }

        boolean keepsItsName() {
            return entry.name().equals(name);
        }
    }

    /** The collections that are there then, by their names in the export. */
    Map<String, String> run() {
        look();
        List<Goal> goals = goals();
        goals.forEach(this::refuseWhatCannotBe);
        var open = new ArrayList<Goal>();
        goals.forEach(goal -> {
            if (!isThere(goal)) {
                open.add(goal);
            }
        });
        if (!open.isEmpty()) {
            restore(open);
        }
        setAliases(goals);
        open.forEach(this::finish);
        var names = new HashMap<String, String>();
        goals.forEach(goal -> names.put(goal.entry().name(), goal.name()));
        return names;
    }

    private void look() {
        server = QdrantVersion.read(
                calls.asked("tell its version", client.healthCheckAsync()).getVersion());
        there = calls.asked("list its collections", client.listCollectionsAsync());
        for (AliasDescription alias : calls.asked("list its aliases", client.listAliasesAsync())) {
            aliases.put(alias.getAliasName(), alias.getCollectionName());
        }
    }

    private List<Goal> goals() {
        Set<String> unknown = new HashSet<>(options.only());
        unknown.addAll(options.names().keySet());
        export.manifest().collections().forEach(entry -> unknown.remove(entry.name()));
        if (!unknown.isEmpty()) {
            throw refused(
                    String.join(", ", unknown.stream().sorted().toList()), "the export has none of that name", "");
        }
        return export.manifest().collections().stream()
                .filter(entry -> options.only().isEmpty() || options.only().contains(entry.name()))
                .map(entry -> new Goal(entry, options.names().getOrDefault(entry.name(), entry.name())))
                .toList();
    }

    private static UnsupportedChange refused(String collection, String reason, String remedy) {
        return new UnsupportedChange(STORE, "restore collection " + collection, reason, remedy);
    }

    private void refuseWhatCannotBe(Goal goal) {
        if (goal.copy().isBeyondThisClient()) {
            throw refused(
                    goal.name(),
                    "its configuration says what this release does not know",
                    "Restore it with the release that exported it, or a later one.");
        }
        if (!metadata(goal).isEmpty() && !ServerFeature.METADATA.isIn(server)) {
            throw refused(
                    goal.name(),
                    "it has metadata, which this server does not keep",
                    "Qdrant does from " + ServerFeature.METADATA.since() + " on.");
        }
        if (aliases.containsKey(goal.name()) || goal.name().startsWith(QdrantRegistry.OURS)) {
            throw refused(goal.name(), "that name is taken", "Give it another one: RestoreOptions.naming(…).");
        }
        for (String alias : aliases(goal)) {
            if (there.contains(alias)
                    || !aliases.getOrDefault(alias, goal.name()).equals(goal.name())) {
                throw refused(
                        goal.name(),
                        "its alias " + alias + " is there for another collection",
                        "Restore it without its aliases: RestoreOptions.leavingAliases().");
            }
        }
    }

    private List<String> aliases(Goal goal) {
        return options.aliases() == Aliases.SET && goal.keepsItsName()
                ? goal.entry().aliases()
                : List.of();
    }

    /** All but our own. */
    private static Map<String, Value> metadata(Goal goal) {
        var metadata = new HashMap<>(goal.entry().info().getConfig().getMetadataMap());
        metadata.remove(RecordText.KEY);
        return metadata;
    }

    /** Whether it is there and whole; one that is begun, or not there, is not. */
    private boolean isThere(Goal goal) {
        if (!there.contains(goal.name())) {
            return false;
        }
        try {
            Optional<RecordText> record = record(goal);
            if (isOurs(goal, record)) {
                return false;
            }
            if (isRestored(goal, record)) {
                return true;
            }
        } catch (CallFailed failure) {
            throw calls.unanswered("compare collection " + goal.name() + " with the export", failure);
        }
        throw refused(
                goal.name(), "there is another one of that name", "Give it another name: RestoreOptions.naming(…).");
    }

    private boolean isOurs(Goal goal, Optional<RecordText> record) {
        return record.flatMap(RecordText::restoring).equals(Optional.of(mark(goal)));
    }

    /** What tells whose half restored collection it is. */
    private String mark(Goal goal) {
        return export.id() + " " + goal.entry().name();
    }

    private Optional<RecordText> record(Goal goal) throws CallFailed {
        return ServerFeature.METADATA.isIn(server)
                ? recordIn(goal.name(), info(goal))
                : Optional.ofNullable(
                        there.contains(QdrantRegistry.NAME)
                                ? new QdrantRegistry(client).records(calls).get(goal.name())
                                : null);
    }

    private static Optional<RecordText> recordIn(String name, CollectionInfo info) {
        return Optional.ofNullable(info.getConfig().getMetadataMap().get(RecordText.KEY))
                .map(json -> RecordText.read(name, json));
    }

    private CollectionInfo info(Goal goal) throws CallFailed {
        return calls.answer(client.getCollectionInfoAsync(goal.name()));
    }

    /** An earlier run that was stopped before its end may have finished with it. */
    private boolean isRestored(Goal goal, Optional<RecordText> record) throws CallFailed {
        Optional<RecordText> exported = recordIn(goal.name(), goal.entry().info());
        return record.equals(exported)
                && reading(goal.name(), info(goal), record)
                        .equals(reading(goal.name(), goal.entry().info(), exported))
                && differences(goal, Optional.empty()).isEmpty();
    }

    private static List<Object> reading(String name, CollectionInfo info, Optional<RecordText> record) {
        var reading = new CollectionReading(
                name,
                info,
                record.orElseGet(() -> new RecordText(
                        State.UNRECORDED, Optional.empty(), Optional.empty(), Map.of(), Optional.empty())));
        return List.of(reading.collection(), reading.foreign());
    }

    private void restore(List<Goal> goals) {
        PointMeter copying = meter(MovePhase.COPYING, goals);
        for (Goal goal : goals) {
            try {
                begin(goal);
                fill(goal, copying);
            } catch (CallFailed failure) {
                throw calls.unavailable("restore collection " + goal.name(), failure, STATE);
            }
        }
        copying.end();
        PointMeter proving = meter(MovePhase.PROVING, goals);
        for (Goal goal : goals) {
            prove(goal, proving);
        }
        proving.end();
    }

    private PointMeter meter(MovePhase phase, List<Goal> goals) {
        return new PointMeter(
                phase,
                goals.stream().mapToLong(goal -> goal.entry().file().points()).sum(),
                phase == MovePhase.COPYING ? options.rate() : Optional.empty(),
                options.listener(),
                this::stopIfWanted);
    }

    private void begin(Goal goal) throws CallFailed {
        RecordText mark = RecordText.restoring(mark(goal));
        var creation = goal.copy().creation(goal.name());
        if (ServerFeature.METADATA.isIn(server)) {
            creation.putAllMetadata(metadata(goal)).putMetadata(RecordText.KEY, mark.json());
        } else {
            new QdrantRegistry(client).put(goal.name(), mark, calls);
        }
        try {
            calls.answer(client.createCollectionAsync(creation.build()));
        } catch (CallFailed failure) {
            if (failure.code() != Status.Code.ALREADY_EXISTS || !isOurs(goal, record(goal))) {
                throw failure;
            }
        }
        for (var index : new TreeMap<>(goal.entry().info().getPayloadSchemaMap()).entrySet()) {
            calls.answer(client.grpcClient()
                    .points()
                    .createFieldIndex(IndexWriting.again(goal.name(), index.getKey(), index.getValue())));
        }
    }

    private void fill(Goal goal, PointMeter meter) throws CallFailed {
        var upserts = new PointUpserts(client, calls, goal.name());
        meter.begin(goal.name(), goal.entry().file().points());
        try (PointReader points = export.points(goal.entry())) {
            comparison(goal, points).run(new PointComparison.Listener() {
                @Override
                public void same(PointStruct point) {
                    meter.add(1, point.getSerializedSize());
                }

                private long written;

                @Override
                public void lacks(PointStruct point) throws CallFailed {
                    if (written++ % OFTEN == 0) {
                        requireOurs(goal);
                    }
                    upserts.add(point);
                    meter.add(1, point.getSerializedSize());
                }

                @Override
                public void beyond(PointId id) {
                    throw differs(goal, List.of("point " + PointIds.text(id) + " is not in the export"));
                }
            });
        }
        upserts.flush();
    }

    /** Once another restore has ended it, others write to it, and what they write stays. */
    private void requireOurs(Goal goal) throws CallFailed {
        there = calls.answer(client.listCollectionsAsync());
        if (!isOurs(goal, record(goal))) {
            throw new StoreUnavailable(
                    STORE,
                    "Another process has ended the restore of collection " + goal.name()
                            + ". It is as they left it; call again to see whether all else is there.",
                    new IllegalStateException("it is not marked as being restored any more"));
        }
    }

    private PointComparison comparison(Goal goal, PointReader points) {
        return new PointComparison(
                points, client, calls, goal.name(), goal.copy().tolerance());
    }

    private void prove(Goal goal, PointMeter meter) {
        try {
            meter.begin(goal.name(), goal.entry().file().points());
            List<String> differences = differences(goal, Optional.of(meter));
            if (!differences.isEmpty()) {
                throw differs(goal, differences);
            }
        } catch (CallFailed failure) {
            throw calls.unavailable("read collection " + goal.name() + " back", failure, STATE);
        }
    }

    /** The first ones, by their ids. */
    private List<String> differences(Goal goal, Optional<PointMeter> meter) throws CallFailed {
        var found = new Differences(meter);
        try (PointReader points = export.points(goal.entry())) {
            comparison(goal, points).run(found);
            return found.sentences;
        } catch (Enough enough) {
            return found.sentences;
        }
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Differences implements PointComparison.Listener {
        private static final int NAMED = 3;

        private final Optional<PointMeter> meter;
        private final List<String> sentences = new ArrayList<>();

        Differences(Optional<PointMeter> meter) {
            this.meter = meter;
        }

        @Override
        public void same(PointStruct point) {
            meter.ifPresent(one -> one.add(1, point.getSerializedSize()));
        }

        @Override
        public void lacks(PointStruct point) {
            differs("point " + PointIds.text(point.getId()) + " is not there as it was exported");
        }

        @Override
        public void beyond(PointId id) {
            differs("point " + PointIds.text(id) + " is not in the export");
        }

        private void differs(String sentence) {
            sentences.add(sentence);
            if (sentences.size() == NAMED) {
                throw new Enough();
            }
        }
    }

    private static ProofFailed differs(Goal goal, List<String> differences) {
        return new ProofFailed(
                STORE,
                differences.stream()
                        .map(difference -> "collection " + goal.name() + ": " + difference)
                        .toList(),
                "Somebody else may be writing to it. " + STATE);
    }

    /** In one call, and only now that all that they lead to is proven. */
    private void setAliases(List<Goal> goals) {
        var operations = new ArrayList<AliasOperations>();
        for (Goal goal : goals) {
            for (String alias : aliases(goal)) {
                if (!aliases.containsKey(alias)) {
                    operations.add(AliasOperations.newBuilder()
                            .setCreateAlias(
                                    CreateAlias.newBuilder().setAliasName(alias).setCollectionName(goal.name()))
                            .build());
                }
            }
        }
        if (!operations.isEmpty()) {
            written("set the aliases", () -> calls.answer(client.updateAliasesAsync(operations)));
        }
    }

    private interface Write {
        void run() throws CallFailed;
    }

    private void written(String what, Write write) {
        try {
            write.run();
        } catch (CallFailed failure) {
            throw calls.unavailable(
                    what, failure, "All points are there and proven. Restore again: it goes on from there.");
        }
    }

    /** From now on it is one like any other. */
    private void finish(Goal goal) {
        Optional<Value> record = Optional.ofNullable(
                goal.entry().info().getConfig().getMetadataMap().get(RecordText.KEY));
        var completion = goal.copy().completion(goal.name());
        written("put collection " + goal.name() + " on record", () -> {
            if (ServerFeature.METADATA.isIn(server)) {
                completion.putMetadata(RecordText.KEY, record.orElseGet(Restoring::nothing));
                calls.answer(client.updateCollectionAsync(completion.build()));
                return;
            }
            calls.answer(client.updateCollectionAsync(completion.build()));
            var registry = new QdrantRegistry(client);
            if (record.isPresent()) {
                registry.put(goal.name(), RecordText.read(goal.name(), record.get()), calls);
            } else {
                registry.remove(goal.name(), calls);
            }
        });
    }

    private static Value nothing() {
        return Value.newBuilder().setNullValueValue(0).build();
    }

    private void stopIfWanted() {
        if (options.cancellation().isCancelled()) {
            throw new Cancelled(0, "The restore was stopped. " + STATE);
        }
    }
}
