package io.whisperschema.cache.internal.redis;

import io.lettuce.core.protocol.CommandType;
import java.time.Duration;

/**
 * Who must have a write before it counts.
 *
 * @param replicas how many replicas
 * @param patience how long they may take
 */
record Acknowledgement(int replicas, Duration patience) {
    /** A batch that waits for them. */
    Batch of(Batch batch) {
        return awaited(batch)
                ? batch.followedBy(
                        Request.number(CommandType.WAIT).word(replicas).word(Math.max(1, patience.toMillis())))
                : batch;
    }

    /** The answers, if the replicas have what they answer. */
    Answers checked(Batch batch, Answers answers) {
        if (awaited(batch) && answers.lastNumber() < replicas) {
            throw new Failure(
                    Failure.Kind.LOST,
                    "the master has it, and only " + answers.lastNumber() + " of the " + replicas
                            + " replicas that must have it too",
                    null);
        }
        return answers;
    }

    private boolean awaited(Batch batch) {
        return replicas > 0 && batch.effect() == Batch.Effect.WRITES;
    }
}
