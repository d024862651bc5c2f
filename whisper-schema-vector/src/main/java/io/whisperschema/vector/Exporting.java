package io.whisperschema.vector;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.ShardingMethod;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.move.MovePhase;
import io.whisperschema.vector.internal.export.ExportEntry;
import io.whisperschema.vector.internal.export.ExportFolder;
import io.whisperschema.vector.internal.export.ExportManifest;
import io.whisperschema.vector.internal.export.ExportedFile;
import io.whisperschema.vector.internal.export.NewExport;
import io.whisperschema.vector.internal.export.PointWriter;
import io.whisperschema.vector.internal.points.PointBytes;
import io.whisperschema.vector.internal.points.PointPages;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Aftercare;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Exports collections to a folder, page by page; once. */
final class Exporting {
    private static final String STATE = "There is no whole export in that place; export again.";

    private final QdrantClient client;
    private final QdrantCalls calls;
    private final ExportOptions options;
    private final Map<String, String> aliases = new TreeMap<>();
    private final Set<String> named = new HashSet<>();
    private Map<String, RecordText> registered = Map.of();

    Exporting(QdrantClient client, QdrantCalls calls, ExportOptions options) {
        this.client = client;
        this.calls = calls;
        this.options = options;
    }

    ExportFolder to(Path folder, Clock clock) {
        Instant began = clock.instant();
        String server =
                calls.asked("tell its version", client.healthCheckAsync()).getVersion();
        List<Source> sources = sources(server);
        try (NewExport made = NewExport.in(folder)) {
            var entries = new ArrayList<ExportEntry>();
            var meter = new PointMeter(
                    MovePhase.COPYING,
                    sources.stream().mapToLong(Source::points).sum(),
                    options.rate(),
                    options.listener(),
                    this::stopIfWanted);
            for (Source source : sources) {
                entries.add(entry(source, points(source, made, meter)));
            }
            meter.end();
            return made.end(new ExportManifest(server, began, clock.instant(), entries));
        }
    }

    /**
     * A collection to be exported.
     *
     * @param name its name
     * @param told what the server told of it
     */
    private record Source(String name, CollectionInfo told) {
        long points() {
            return told.getPointsCount();
        }
    }

    private List<Source> sources(String server) {
        List<String> there = calls.asked("list its collections", client.listCollectionsAsync());
        for (AliasDescription alias : calls.asked("list its aliases", client.listAliasesAsync())) {
            aliases.put(alias.getAliasName(), alias.getCollectionName());
        }
        if (there.contains(QdrantRegistry.NAME)) {
            registered = registered();
        }
        aliases.putAll(gaps(server));
        return chosen(there).stream()
                .map(this::source)
                .flatMap(Optional::stream)
                .toList();
    }

    /** A name that leads nowhere for a moment is taken for what it will be. */
    private Map<String, String> gaps(String server) {
        try {
            return Aftercare.gaps(
                    Rebuilds.site(new QdrantWork(client, calls, QdrantVersion.read(server)), Clock.systemUTC()));
        } catch (CallFailed failure) {
            throw calls.unanswered("read the records of rebuilds", failure);
        }
    }

    private Map<String, RecordText> registered() {
        try {
            return new QdrantRegistry(client).records(calls);
        } catch (CallFailed failure) {
            throw calls.unanswered("read the records of collections", failure);
        }
    }

    private Set<String> chosen(List<String> there) {
        var chosen = new TreeSet<String>();
        for (String name : there) {
            if (!name.startsWith(QdrantRegistry.OURS) && (isEverything() || isOfFamily(name))) {
                chosen.add(name);
            }
        }
        for (String name : options.names()) {
            String reached = there.contains(name) ? name : aliases.get(name);
            if (reached == null) {
                throw refused(name, "there is none of that name", "Name one that is there.");
            }
            chosen.add(reached);
            named.add(reached);
        }
        return chosen;
    }

    private boolean isEverything() {
        return options.names().isEmpty() && options.families().isEmpty();
    }

    private boolean isOfFamily(String collection) {
        var wished = new VectorCatalog(List.of(), options.families());
        return wished.familyOf(Stream.concat(Stream.of(collection), aliasesOf(collection).stream()))
                .isPresent();
    }

    private List<String> aliasesOf(String collection) {
        return aliases.entrySet().stream()
                .filter(alias -> alias.getValue().equals(collection))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** One that goes before it is read is not there; one that is being restored or built anew is no whole one. */
    private Optional<Source> source(String name) {
        try {
            CollectionInfo told = calls.answer(client.getCollectionInfoAsync(name));
            Optional<RecordText> record = record(name, told);
            if (record.flatMap(RecordText::restoring).isPresent()) {
                if (isEverything()) {
                    return Optional.empty();
                }
                throw refused(name, "it is being restored itself", "Restore it to its end first.");
            }
            if (isBesideAnother(name, record.map(RecordText::state).orElse(State.UNRECORDED))) {
                return Optional.empty();
            }
            if (told.getConfig().getParams().getShardingMethod() == ShardingMethod.Custom) {
                throw refused(
                        name,
                        "its points are spread by shard keys, which the format does not hold",
                        "Export the others by their names, and take a snapshot of it.");
            }
            return Optional.of(new Source(name, told));
        } catch (CallFailed failure) {
            if (failure.code() == Status.Code.NOT_FOUND && !options.names().contains(name)) {
                return Optional.empty();
            }
            throw calls.unanswered("describe collection " + name, failure);
        }
    }

    /** What a rebuild is at, or has kept, is no memory of its own. */
    private boolean isBesideAnother(String name, State state) {
        if (state == State.SHADOW && (named.contains(name) || aliases.containsValue(name))) {
            throw refused(
                    name,
                    "a migration is building it anew, and what was written last is not in it yet",
                    "Run the migration to its end, then export.");
        }
        return state == State.SHADOW || (state == State.KEPT && !named.contains(name));
    }

    private static UnsupportedChange refused(String collection, String reason, String remedy) {
        return new UnsupportedChange("qdrant", "export collection " + collection, reason, remedy);
    }

    private Optional<RecordText> record(String name, CollectionInfo told) {
        return Optional.ofNullable(told.getConfig().getMetadataMap().get(RecordText.KEY))
                .map(json -> RecordText.read(name, json))
                .or(() -> Optional.ofNullable(registered.get(name)));
    }

    private ExportedFile points(Source source, NewExport made, PointMeter meter) {
        meter.begin(source.name(), source.points());
        try (PointWriter writer = made.nextFile()) {
            PointPages pages = PointPages.of(client, calls, source.name());
            while (!pages.isAtEnd()) {
                write(pages.next(), writer, meter);
            }
            refuseIfChanged(source, calls.answer(client.getCollectionInfoAsync(source.name())));
            return made.file(writer.end());
        } catch (CallFailed failure) {
            throw calls.unavailable("read the points of collection " + source.name(), failure, STATE);
        }
    }

    private static void write(List<RetrievedPoint> page, PointWriter writer, PointMeter meter) {
        long bytes = 0;
        for (RetrievedPoint read : page) {
            PointStruct point = PointBytes.sent(read);
            writer.add(point);
            bytes += point.getSerializedSize();
        }
        meter.add(page.size(), bytes);
    }

    /** Else points of one shape could stand beside the configuration of another. */
    private static void refuseIfChanged(Source source, CollectionInfo now) {
        if (!configuration(now).equals(configuration(source.told()))) {
            throw new StoreUnavailable(
                    "qdrant",
                    "Collection " + source.name() + " was changed while it was exported. " + STATE,
                    new IllegalStateException("its configuration is another one"));
        }
    }

    private static CollectionInfo configuration(CollectionInfo told) {
        var info = CollectionInfo.newBuilder().setConfig(told.getConfig());
        told.getPayloadSchemaMap()
                .forEach((field, index) -> info.putPayloadSchema(
                        field, index.toBuilder().clearPoints().build()));
        return info.build();
    }

    /** With the record in its metadata, wherever this server keeps it. */
    private ExportEntry entry(Source source, ExportedFile file) {
        CollectionInfo info = configuration(source.told());
        RecordText record = record(source.name(), source.told()).orElse(RecordText.UNRECORDED);
        if (record.state() == State.KEPT) {
            record = record.in(State.RECORDED);
        }
        if (record.state() != State.UNRECORDED) {
            info = info.toBuilder()
                    .setConfig(info.getConfig().toBuilder().putMetadata(RecordText.KEY, record.json()))
                    .build();
        }
        return new ExportEntry(
                source.name(),
                aliasesOf(source.name()),
                new CollectionReading(source.name(), info, record).collection(),
                info,
                file);
    }

    private void stopIfWanted() {
        if (options.cancellation().isCancelled()) {
            throw new Cancelled(0, "The export was stopped. " + STATE);
        }
    }
}
