package io.whisperschema.vector;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.catalog.CollectionRecord;
import io.whisperschema.catalog.CollectionRecord.Source;
import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.rebuild.Aftercare;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads all that a server holds, collection by collection. One that goes meanwhile is not there. */
final class QdrantInspector {
    private final QdrantClient client;
    private final QdrantCalls calls;
    private final List<VectorCollection> collections = new ArrayList<>();
    private final Map<String, CollectionRecord> records = new HashMap<>();
    private final List<ForeignObject> foreign = new ArrayList<>();
    private final Map<String, Long> points = new HashMap<>();

    QdrantInspector(QdrantClient client, QdrantCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    VectorCatalog catalog() {
        String version =
                calls.asked("tell its version", client.healthCheckAsync()).getVersion();
        List<String> names = calls.asked("list its collections", client.listCollectionsAsync()).stream()
                .sorted()
                .toList();
        Map<String, RecordText> registered = names.contains(QdrantRegistry.NAME) ? registered() : Map.of();
        Optional<QdrantVersion> server = QdrantVersion.read(version);
        Map<String, String> aliases = aliases();
        aliases.putAll(gaps(server));
        var place = ServerFeature.METADATA.isIn(server) ? Source.METADATA : Source.REGISTRY;
        if (names.contains(Checkpoints.COLLECTION)) {
            foreign.add(new ForeignObject("unfinished move", Checkpoints.COLLECTION, Optional.empty()));
        }
        for (String name : names) {
            if (!name.startsWith(QdrantRegistry.OURS)) {
                info(name)
                        .ifPresent(info -> read(name, info, Optional.ofNullable(registered.get(name)), place, aliases));
            }
        }
        return new VectorCatalog(
                collections,
                List.of(),
                records,
                aliases,
                foreign,
                new Facts("Qdrant", version, OptionalLong.empty(), points));
    }

    private Map<String, RecordText> registered() {
        try {
            return new QdrantRegistry(client).records(calls);
        } catch (CallFailed failure) {
            throw calls.unanswered("read the records of collections", failure);
        }
    }

    /** A name that leads nowhere for a moment is taken for what it will be. */
    private Map<String, String> gaps(Optional<QdrantVersion> server) {
        try {
            return Aftercare.gaps(Rebuilds.site(new QdrantWork(client, calls, server), Clock.systemUTC()));
        } catch (CallFailed failure) {
            throw calls.unanswered("read the records of rebuilds", failure);
        }
    }

    private Optional<CollectionInfo> info(String name) {
        try {
            return Optional.of(calls.answer(client.getCollectionInfoAsync(name)));
        } catch (CallFailed failure) {
            if (failure.code() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw calls.unanswered("describe collection " + name, failure);
        }
    }

    private Map<String, String> aliases() {
        var aliases = new HashMap<String, String>();
        for (AliasDescription alias : calls.asked("list its aliases", client.listAliasesAsync())) {
            aliases.put(alias.getAliasName(), alias.getCollectionName());
        }
        return aliases;
    }

    private void read(
            String name,
            CollectionInfo info,
            Optional<RecordText> registered,
            Source place,
            Map<String, String> aliases) {
        Known known = known(name, info, registered);
        if (known.text().restoring().isPresent()) {
            foreign.add(new ForeignObject("collection being restored", name, Optional.empty(), Optional.empty()));
            return;
        }
        State state = known.text().state();
        if (state == State.KEPT || (state == State.SHADOW && !aliases.containsValue(name))) {
            return;
        }
        var reading = new CollectionReading(name, info, known.text());
        reading.collection().ifPresent(collection -> {
            collections.add(collection);
            records.put(name, known.record(place));
            points.put(name, info.getPointsCount());
        });
        foreign.addAll(reading.foreign());
    }

    /** In the metadata, else in the registry, else in what points carry. */
    private Known known(String name, CollectionInfo info, Optional<RecordText> registered) {
        Value metadata = info.getConfig().getMetadataMap().get(RecordText.KEY);
        if (metadata != null) {
            return new Known(Source.METADATA, RecordText.read(name, metadata));
        }
        return registered.map(text -> new Known(Source.REGISTRY, text)).orElseGet(() -> told(name));
    }

    private Known told(String name) {
        PayloadVersions versions = PayloadVersions.in(name, client, calls);
        if (versions.disagree()) {
            foreign.add(new ForeignObject(
                    "points of several schema versions",
                    String.join(" and ", versions.found()),
                    Optional.of(name),
                    Optional.empty()));
        }
        Source source = versions.agreed().isPresent() ? Source.PAYLOAD : Source.NOWHERE;
        return new Known(
                source,
                new RecordText(State.UNRECORDED, versions.agreed(), Optional.empty(), Map.of(), Optional.empty()));
    }

    /**
     * What is known of a collection.
     *
     * @param source from where
     * @param text what
     */
    private record Known(Source source, RecordText text) {
        /** One that is not where this server keeps it is to be put there. */
        CollectionRecord record(Source place) {
            State state = source == place ? text.state() : State.UNRECORDED;
            return new CollectionRecord(state, source, text.fingerprint());
        }
    }
}
