package io.whisperschema.cache.internal.redis;

import io.lettuce.core.resource.ClientResources;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls that have no answer yet. A client that is shut down forgets what it was to do later and whom it was to tell, and its
 * clock stands still; so they are told here. Thread-safe.
 */
final class Outstanding {
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private final Future<?> end;
    private final FutureListener<Object> listener = ended -> giveUp();

    Outstanding(ClientResources resources) {
        end = resources.eventExecutorGroup().terminationFuture();
        end.addListener(listener);
    }

    /** Gives one up with the client, if it has no answer by then. */
    void add(Call call) {
        calls.add(call);
        if (end.isDone()) {
            giveUp();
        }
    }

    void remove(Call call) {
        calls.remove(call);
    }

    private void giveUp() {
        calls.forEach(Call::giveUp);
    }

    /** Needs to hear of the client no more. */
    void close() {
        end.removeListener(listener);
    }
}
