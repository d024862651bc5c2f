package io.whisperschema.cache.internal.codec;

import io.whisperschema.cache.MetadataValue;
import io.whisperschema.cache.UniversalMessage;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** How many bytes a message will have in MessagePack; a few more where that is cheaper to say. Not thread-safe. */
final class PackSize implements MetadataValue.Cases<PackSize> {
    /** The envelope, the names of the parts, the timestamp. */
    private static final int FRAME = 83;

    private int bytes;

    static int of(UniversalMessage message) {
        var size = new PackSize();
        size.bytes = FRAME;
        size.text(message.messageId()).text(message.userId()).text(message.content());
        message.channelId().ifPresentOrElse(size::text, size::nothing);
        size.members(message.metadata().values());
        size.counted(message.others().size());
        message.others().forEach((name, value) -> size.text(name).text(value));
        return size.bytes;
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
        long size = value < 0 ? ~value : value;
        int sign = value < 0 ? 1 : 0;
        bytes += size < (sign == 1 ? 32 : 128)
                ? 1
                : size >>> 8 - sign == 0 ? 2 : size >>> 16 - sign == 0 ? 3 : size >>> 32 - sign == 0 ? 5 : 9;
        return this;
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
        int length = Unicode.bytes(value);
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
        for (Map.Entry<String, MetadataValue> member : values.entrySet()) {
            text(member.getKey());
            member.getValue().match(this);
        }
        return this;
    }

    private void counted(int count) {
        bytes += count < 16 ? 1 : count < 1 << 16 ? 3 : 5;
    }
}
