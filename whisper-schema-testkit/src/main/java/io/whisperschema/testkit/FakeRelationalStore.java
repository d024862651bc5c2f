package io.whisperschema.testkit;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.SqlDialect;
import java.util.List;
import java.util.Set;

/** A relational store in memory, which applies all steps of one call together or none. Thread-safe. */
public final class FakeRelationalStore implements RelationalStore {
    private final FakeServer server;

    private FakeRelationalStore(FakeServer server) {
        this.server = server;
    }

    /** The relational store on that server. */
    public static FakeRelationalStore over(FakeServer server) {
        return new FakeRelationalStore(server);
    }

    @Override
    public String name() {
        return "fake-relational";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.TRANSACTIONS);
    }

    @Override
    public SqlDialect dialect() {
        return FakeDialect.dialect();
    }

    @Override
    public RelationalCatalog inspect() {
        return server.held(kind(), RelationalCatalog.class);
    }

    @Override
    public void execute(List<Step> steps, Execution execution) {
        new FakeRun<>(
                        server,
                        StoreKind.RELATIONAL,
                        RelationalCatalog.class,
                        (held, change) -> ((RelationalChange) change).match(new FakeTables(held)))
                .together(steps, execution);
    }
}
