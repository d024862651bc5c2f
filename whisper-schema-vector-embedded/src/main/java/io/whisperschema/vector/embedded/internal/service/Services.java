package io.whisperschema.vector.embedded.internal.service;

import io.grpc.BindableService;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.file.SnapshotFolder;
import java.util.List;
import java.util.Optional;

/** All services of one engine. */
public final class Services {

    private Services() {}

    /** New services over an engine, with the folder of its snapshots, if it has one. */
    public static List<BindableService> over(Engine engine, Optional<SnapshotFolder> snapshots) {
        return List.of(
                new HealthService(),
                new CollectionsService(engine),
                new PointsService(engine),
                new SnapshotsService(engine, snapshots));
    }
}
