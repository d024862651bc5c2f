package io.whisperschema.cache.internal.redis;

import io.lettuce.core.TransactionResult;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A batch as the commands that are written for it once. Not thread-safe. */
final class Writing {
    private final List<Command<byte[], byte[], ?>> all = new ArrayList<>();
    private final List<CommandOutput<byte[], byte[], ?>> outputs = new ArrayList<>();
    private final List<Optional<Request>> requests = new ArrayList<>();
    private @Nullable Command<byte[], byte[], ?> exec;

    private Writing() {}

    static Writing of(Batch batch, Batch.Permission permission) {
        Writing writing = new Writing();
        if (batch.form() == Batch.Form.ATOMIC) {
            writing.transaction(batch.requests(), permission);
        } else {
            batch.requests().forEach(request -> {
                writing.ask(permission);
                writing.request(request);
            });
        }
        batch.afterwards().forEach(writing::addition);
        return writing;
    }

    private void transaction(List<Request> parts, Batch.Permission permission) {
        ask(permission);
        addition(Request.status(CommandType.MULTI));
        parts.forEach(this::request);
        exec = addition(Request.status(CommandType.EXEC));
    }

    private void ask(Batch.Permission permission) {
        if (permission == Batch.Permission.ASKING) {
            addition(Request.status(CommandType.ASKING));
        }
    }

    private void request(Request request) {
        Command<byte[], byte[], ?> command = request.command();
        outputs.add(command.getOutput());
        all.add(command);
        requests.add(Optional.of(request));
    }

    private Command<byte[], byte[], ?> addition(Request request) {
        Command<byte[], byte[], ?> command = request.command();
        all.add(command);
        requests.add(Optional.empty());
        return command;
    }

    Command<byte[], byte[], ?> last() {
        return all.get(all.size() - 1);
    }

    /** All commands, the last of them wrapped in that. */
    List<RedisCommand<byte[], byte[], ?>> endingWith(RedisCommand<byte[], byte[], ?> wrapped) {
        List<RedisCommand<byte[], byte[], ?>> commands = new ArrayList<>(all);
        commands.set(commands.size() - 1, wrapped);
        return commands;
    }

    /**
     * What they were answered, once the last was.
     *
     * @throws Failure if the server refused one
     */
    Answers answers() {
        // In the order of writing: why a transaction was aborted comes before the word that it was.
        for (int place = 0; place < all.size(); place++) {
            CommandOutput<byte[], byte[], ?> output = all.get(place).getOutput();
            if (output.hasError() && !isAllowed(place, output.getError())) {
                throw Failure.said(output.getError());
            }
        }
        return new Answers(outputs, fate(), last().getOutput());
    }

    private boolean isAllowed(int place, String error) {
        return requests.get(place).filter(request -> request.allows(error)).isPresent();
    }

    // Lettuce gives EXEC the answer that it takes apart.
    private Answers.Fate fate() {
        return exec != null && ((TransactionResult) exec.getOutput().get()).wasDiscarded()
                ? Answers.Fate.DISCARDED
                : Answers.Fate.DONE;
    }
}
