package io.whisperschema.vector.embedded.internal.service;

import static io.whisperschema.vector.embedded.internal.service.Answers.answer;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.SnapshotsGrpc;
import io.qdrant.client.grpc.SnapshotsService.CreateFullSnapshotRequest;
import io.qdrant.client.grpc.SnapshotsService.CreateSnapshotRequest;
import io.qdrant.client.grpc.SnapshotsService.CreateSnapshotResponse;
import io.qdrant.client.grpc.SnapshotsService.DeleteFullSnapshotRequest;
import io.qdrant.client.grpc.SnapshotsService.DeleteSnapshotRequest;
import io.qdrant.client.grpc.SnapshotsService.DeleteSnapshotResponse;
import io.qdrant.client.grpc.SnapshotsService.ListFullSnapshotsRequest;
import io.qdrant.client.grpc.SnapshotsService.ListSnapshotsRequest;
import io.qdrant.client.grpc.SnapshotsService.ListSnapshotsResponse;
import io.qdrant.client.grpc.SnapshotsService.SnapshotDescription;
import io.whisperschema.vector.embedded.Snapshot;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.file.SnapshotFolder;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.List;
import java.util.Optional;

/** Snapshots, in a folder. */
final class SnapshotsService extends SnapshotsGrpc.SnapshotsImplBase {

    private final Engine engine;
    private final Optional<SnapshotFolder> folder;

    SnapshotsService(Engine engine, Optional<SnapshotFolder> folder) {
        this.engine = engine;
        this.folder = folder;
    }

    @Override
    public void create(CreateSnapshotRequest request, StreamObserver<CreateSnapshotResponse> observer) {
        answer(observer, clock -> {
            String name = collection(request.getCollectionName());
            return created(clock, folder().make(name, tables -> engine.copy(name, tables)));
        });
    }

    @Override
    public void createFull(CreateFullSnapshotRequest request, StreamObserver<CreateSnapshotResponse> observer) {
        answer(observer, clock -> created(clock, folder().makeFull(engine::copyAll)));
    }

    /** The name of a collection that is there, for its name or alias. */
    private String collection(String name) {
        new Checks().name(name).done();
        return engine.collection(name).name();
    }

    private SnapshotFolder folder() {
        return folder.orElseThrow(() -> new Refused(
                Status.Code.FAILED_PRECONDITION,
                "A store in memory has no place for snapshots; name a folder with"
                        + " EmbeddedOptions.withSnapshotsFolder"));
    }

    private static CreateSnapshotResponse created(Answers.Clock clock, Snapshot snapshot) {
        return CreateSnapshotResponse.newBuilder()
                .setSnapshotDescription(description(snapshot))
                .setTime(clock.seconds())
                .build();
    }

    /** Times are in seconds, as the server's are. */
    private static SnapshotDescription description(Snapshot snapshot) {
        SnapshotDescription.Builder description = SnapshotDescription.newBuilder()
                .setName(snapshot.name())
                .setCreationTime(
                        Timestamp.newBuilder().setSeconds(snapshot.created().getEpochSecond()))
                .setSize(snapshot.size());
        snapshot.checksum().ifPresent(description::setChecksum);
        return description.build();
    }

    @Override
    public void list(ListSnapshotsRequest request, StreamObserver<ListSnapshotsResponse> observer) {
        answer(observer, clock -> {
            String name = collection(request.getCollectionName());
            return listed(clock, folder.map(there -> there.of(name)));
        });
    }

    @Override
    public void listFull(ListFullSnapshotsRequest request, StreamObserver<ListSnapshotsResponse> observer) {
        answer(observer, clock -> listed(clock, folder.map(SnapshotFolder::full)));
    }

    private static ListSnapshotsResponse listed(Answers.Clock clock, Optional<List<Snapshot>> snapshots) {
        ListSnapshotsResponse.Builder answer = ListSnapshotsResponse.newBuilder();
        snapshots.orElse(List.of()).forEach(snapshot -> answer.addSnapshotDescriptions(description(snapshot)));
        return answer.setTime(clock.seconds()).build();
    }

    @Override
    public void delete(DeleteSnapshotRequest request, StreamObserver<DeleteSnapshotResponse> observer) {
        answer(observer, clock -> {
            String snapshot = request.getSnapshotName();
            new Checks()
                    .name(request.getCollectionName())
                    .notEmpty("snapshot_name", snapshot)
                    .done();
            String name = engine.collection(request.getCollectionName()).name();
            return deleted(clock, snapshot, folder.filter(there -> there.delete(name, snapshot)));
        });
    }

    @Override
    public void deleteFull(DeleteFullSnapshotRequest request, StreamObserver<DeleteSnapshotResponse> observer) {
        answer(observer, clock -> {
            String snapshot = request.getSnapshotName();
            new Checks().notEmpty("snapshot_name", snapshot).done();
            return deleted(clock, snapshot, folder.filter(there -> there.deleteFull(snapshot)));
        });
    }

    private static DeleteSnapshotResponse deleted(
            Answers.Clock clock, String name, Optional<SnapshotFolder> deletedFrom) {
        if (deletedFrom.isEmpty()) {
            throw new Refused(Status.Code.NOT_FOUND, "Not found: Snapshot " + name);
        }
        return DeleteSnapshotResponse.newBuilder().setTime(clock.seconds()).build();
    }
}
