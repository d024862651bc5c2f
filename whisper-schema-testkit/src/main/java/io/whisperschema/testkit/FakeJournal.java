package io.whisperschema.testkit;

import io.whisperschema.spi.Journal;
import java.util.List;

/** A journal in memory. Thread-safe. */
public final class FakeJournal implements Journal {
    private final FakeServer server;

    private FakeJournal(FakeServer server) {
        this.server = server;
    }

    /** The journal on that server. */
    public static FakeJournal over(FakeServer server) {
        return new FakeJournal(server);
    }

    @Override
    public void append(Entry entry) {
        server.append(entry);
    }

    @Override
    public List<Entry> entries(String plan) {
        return server.journal().stream()
                .filter(entry -> entry.plan().equals(plan))
                .toList();
    }
}
