package io.whisperschema.vector.embedded.internal.service;

import io.grpc.BindableService;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import java.util.List;

/** All services of one engine. */
public final class Services {

    private Services() {}

    /** New services over an engine. */
    public static List<BindableService> over(Engine engine) {
        return List.of(
                new HealthService(), new CollectionsService(engine), new PointsService(engine), new SnapshotsService());
    }
}
