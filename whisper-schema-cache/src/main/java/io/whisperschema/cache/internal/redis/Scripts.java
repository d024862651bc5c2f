package io.whisperschema.cache.internal.redis;

import io.lettuce.core.protocol.CommandType;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs scripts on the servers as long as these allow that. Thread-safe. */
public final class Scripts {
    private final Calls calls;
    private volatile boolean allowed = true;

    /** Scripts over those calls. */
    public Scripts(Calls calls) {
        this.calls = calls;
    }

    /** What a script answers; {@link Script#CANNOT_TELL} too where scripts are not allowed. */
    public CompletableFuture<Long> run(Script script, byte[] key, List<byte[]> arguments) {
        if (!allowed) {
            return CompletableFuture.completedFuture(Script.CANNOT_TELL);
        }
        return call(CommandType.EVALSHA, script.digest(), key, arguments)
                .exceptionallyCompose(
                        error -> afterwards(script, key, arguments, Failure.of(error, Failure.Kind.LOST)));
    }

    private CompletableFuture<Long> afterwards(Script script, byte[] key, List<byte[]> arguments, Failure failure) {
        if (failure.code().equals("NOSCRIPT")) {
            return call(CommandType.EVAL, script.text(), key, arguments)
                    .exceptionallyCompose(error -> forbidden(Failure.of(error, Failure.Kind.LOST)));
        }
        return forbidden(failure);
    }

    private CompletableFuture<Long> forbidden(Failure failure) {
        if (failure.code().equals("NOPERM")
                || String.valueOf(failure.getMessage()).startsWith("ERR unknown command")) {
            allowed = false;
            return CompletableFuture.completedFuture(Script.CANNOT_TELL);
        }
        return CompletableFuture.failedFuture(failure);
    }

    private CompletableFuture<Long> call(CommandType type, String script, byte[] key, List<byte[]> arguments) {
        Request request = Request.number(type).word(script).word(1).word(key);
        arguments.forEach(request::word);
        return calls.call(Batch.writing(calls.slot(key), request)).thenApply(answers -> answers.number(0));
    }
}
