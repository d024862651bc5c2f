package io.whisperschema.cache.internal.redis;

import java.util.List;

/**
 * Requests that are written to one server in one go.
 *
 * @param slot the slot of their keys
 * @param form whether they are carried out together
 * @param effect what they do
 * @param requests the requests
 * @param afterwards those that follow a transaction
 */
public record Batch(int slot, Form form, Effect effect, List<Request> requests, List<Request> afterwards) {
    public Batch {
        requests = List.copyOf(requests);
        afterwards = List.copyOf(afterwards);
    }

    /** Whether requests are carried out together. */
    public enum Form {
        /** One after the other; those of others may come between. */
        PLAIN,
        /** All or none, between MULTI and EXEC. */
        ATOMIC
    }

    /** What requests do. */
    public enum Effect {
        /** They read, and may be sent again when their answer was lost. */
        READS,
        /** They write, and are not sent again once they may have been carried out. */
        WRITES
    }

    /** Requests that read. */
    public static Batch reading(int slot, Request... requests) {
        return new Batch(slot, Form.PLAIN, Effect.READS, List.of(requests), List.of());
    }

    /** One request that writes. */
    public static Batch writing(int slot, Request request) {
        return new Batch(slot, Form.PLAIN, Effect.WRITES, List.of(request), List.of());
    }

    /** Requests that write together. */
    public static Batch atomic(int slot, List<Request> requests) {
        return new Batch(slot, Form.ATOMIC, Effect.WRITES, requests, List.of());
    }

    /** With that after it. */
    public Batch followedBy(Request request) {
        return new Batch(slot, form, effect, requests, List.of(request));
    }

    /** What a server needs to hear before it serves a slot that is on its way to it. */
    enum Permission {
        /** It owns the slot. */
        OWNED,
        /** It is taking the slot over. */
        ASKING;
    }
}
