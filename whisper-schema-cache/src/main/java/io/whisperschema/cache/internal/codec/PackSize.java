package io.whisperschema.cache.internal.codec;

import io.whisperschema.cache.MetadataValue;
import io.whisperschema.cache.UniversalMessage;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * How many bytes the parts of a message will have in MessagePack, if the texts beside its content are ASCII, as ids are; to look
 * at each character would take longer than to copy what is longer after all. Not thread-safe.
 */
final class PackSize implements MetadataValue.Cases<PackSize> {
    private int bytes;

    /** Of a message whose content has so many bytes. */
    static int of(UniversalMessage message, int content) {
        var size = new PackSize();
        size.text(message.messageId()).text(message.userId()).text(content);
        size.whole(PackMessage.micros(message.timestamp()));
        if (message.channelId().isPresent()) {
            size.text(message.channelId().get());
        } else {
            size.nothing();
        }
        size.members(message.metadata().values());
        size.texts(message.others());
        return size.bytes();
    }

    int bytes() {
        return bytes;
    }

    @Override
    public PackSize nothing() {
        bytes++;
        return this;
    }

    @Override
    public PackSize truth(boolean value) {
        bytes++;
        return this;
    }

    @Override
    public PackSize whole(long value) {
        boolean isOneByte = value >= -32 && value < 128;
        // A sign takes a bit.
        long unsigned = value < 0 ? ~value << 1 : value;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(unsigned);
        bytes += isOneByte ? 1 : 1 + width(bits);
        return this;
    }

    private static int width(int bits) {
        return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
    }

    @Override
    public PackSize huge(BigInteger value) {
        bytes += 4 + value.bitLength() / 8 + 1;
        return this;
    }

    @Override
    public PackSize real(double value) {
        bytes += 1 + Double.BYTES;
        return this;
    }

    @Override
    public PackSize text(String value) {
        return text(value.length());
    }

    private PackSize text(int length) {
        bytes += length + (length < 32 ? 1 : length < 1 << 8 ? 2 : length < 1 << 16 ? 3 : 5);
        return this;
    }

    @Override
    public PackSize items(List<MetadataValue> values) {
        counted(values.size());
        for (MetadataValue value : values) {
            value.match(this);
        }
        return this;
    }

    @Override
    public PackSize members(Map<String, MetadataValue> values) {
        counted(values.size());
        values.forEach((name, value) -> value.match(text(name)));
        return this;
    }

    private void texts(Map<String, String> values) {
        counted(values.size());
        values.forEach((name, value) -> text(name).text(value));
    }

    private void counted(int count) {
        bytes += count < 16 ? 1 : count < 1 << 16 ? 3 : 5;
    }
}
