package io.whisperschema.cache.internal.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.DoubleOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.KeyScanOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A command that can be written again. Build it word by word. Not thread-safe while it is built. */
public final class Request {
    private final CommandType type;
    private final Supplier<CommandOutput<byte[], byte[], ?>> output;
    private final List<byte[]> words = new ArrayList<>();
    private boolean optional;

    private Request(CommandType type, Supplier<CommandOutput<byte[], byte[], ?>> output) {
        this.type = type;
        this.output = output;
    }

    /** One that answers with a number. */
    public static Request number(CommandType type) {
        return new Request(type, () -> new IntegerOutput<>(ByteArrayCodec.INSTANCE));
    }

    /** One that answers with a real number. */
    public static Request real(CommandType type) {
        return new Request(type, () -> new DoubleOutput<>(ByteArrayCodec.INSTANCE));
    }

    /** One that answers with a word. */
    public static Request status(CommandType type) {
        return new Request(type, () -> new StatusOutput<>(ByteArrayCodec.INSTANCE));
    }

    /** One that answers with a value. */
    public static Request value(CommandType type) {
        return new Request(type, () -> new ValueOutput<>(ByteArrayCodec.INSTANCE));
    }

    /** One that answers with values. */
    public static Request values(CommandType type) {
        return new Request(type, () -> new ValueListOutput<>(ByteArrayCodec.INSTANCE));
    }

    /** One that answers with some keys and where to go on. */
    public static Request keys(CommandType type) {
        return new Request(type, () -> new KeyScanOutput<>(ByteArrayCodec.INSTANCE));
    }

    /** With that word. */
    public Request word(byte[] word) {
        words.add(word);
        return this;
    }

    /** With that word. */
    public Request word(String word) {
        return word(word.getBytes(StandardCharsets.UTF_8));
    }

    /** With that number. */
    public Request word(long number) {
        return word(Long.toString(number));
    }

    /** Nothing is amiss if its key holds what it cannot be done to. */
    public Request optional() {
        optional = true;
        return this;
    }

    /** Whether nothing is amiss if the server says that. */
    boolean allows(String error) {
        return optional && error.startsWith("ERR ");
    }

    Command<byte[], byte[], ?> command() {
        var arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        words.forEach(arguments::add);
        return new Command<>(type, output.get(), arguments);
    }
}
