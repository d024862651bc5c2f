package io.whisperschema.cache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.cache.MessageCodec;
import io.whisperschema.cache.Metadata;
import io.whisperschema.cache.MetadataValue;
import io.whisperschema.cache.UniversalMessage;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;

/** Ours and msgpack-core's are the same MessagePack. */
class PackTest {
    private interface Packing {
        void pack(MessageBufferPacker packer) throws IOException;
    }

    private static byte[] packed(Packing packing) throws IOException {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packing.pack(packer);
            return packer.toByteArray();
        }
    }

    private static byte[] packed(MetadataValue value) {
        var sink = new ByteSink(0);
        value.match(new PackWriter(sink));
        return sink.bytes();
    }

    private static void assertSame(MetadataValue value, Packing packing) throws IOException {
        byte[] bytes = packed(packing);
        assertThat(packed(value)).isEqualTo(bytes);
        assertThat(new PackReader(bytes, 0).value(1)).isEqualTo(value);
        if (value.json().indexOf('\\') < 0) {
            assertThat(value.match(new PackSize()).bytes()).isEqualTo(bytes.length);
        }
    }

    @Test
    void wholeNumbersAreTheShortest() throws IOException {
        for (int bit = 0; bit < 64; bit++) {
            for (long near = -2; near <= 2; near++) {
                long number = (1L << bit) + near;
                assertSame(MetadataValue.of(number), packer -> packer.packLong(number));
                assertSame(MetadataValue.of(-number), packer -> packer.packLong(-number));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 31, 32, 255, 256, 65_535, 65_536, 70_000})
    void textsListsAndMapsAreTheShortest(int size) throws IOException {
        String text = "x".repeat(size);
        var items = new MetadataValue[size];
        var members = new OrderedMap.Making<MetadataValue>(size);
        for (int i = 0; i < size; i++) {
            items[i] = MetadataValue.of(i % 2 == 0);
            members.put("n" + i, MetadataValue.Nothing.NOTHING);
        }

        assertSame(MetadataValue.of(text), packer -> packer.packString(text));
        assertSame(MetadataValue.items(items), packer -> {
            packer.packArrayHeader(size);
            for (int i = 0; i < size; i++) {
                packer.packBoolean(i % 2 == 0);
            }
        });
        assertSame(new MetadataValue.Members(members.map()), packer -> {
            packer.packMapHeader(size);
            for (int i = 0; i < size; i++) {
                packer.packString("n" + i).packNil();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ü", "世界", "😀", "\ufffd", "\u0000\u007f\u0080\u07ff\u0800\uffff", "aü世😀b"})
    void textsAreUtf8(String text) throws IOException {
        assertSame(MetadataValue.of(text), packer -> packer.packString(text));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1.5, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY})
    void realNumbersHaveEightBytes(double number) throws IOException {
        assertSame(MetadataValue.of(number), packer -> packer.packDouble(number));
    }

    @Test
    void aMessageDescribesItself() throws IOException {
        byte[] bytes = MessageCodec.messagePack()
                .encode(UniversalMessage.of("m-1", "u-7", "Hi", Instant.parse("2025-01-02T03:04:05.000006Z"))
                        .with(Metadata.of("author_name", "Ann")));

        assertThat(bytes[0]).isEqualTo((byte) 0xb1);
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes, 1, bytes.length - 1)) {
            Value message = unpacker.unpackValue();
            assertThat(message.toJson())
                    .isEqualTo(
                            "{\"message_id\":\"m-1\",\"user_id\":\"u-7\",\"content\":\"Hi\",\"timestamp\":1735787045000006,"
                                    + "\"channel_id\":null,\"metadata\":{\"author_name\":\"Ann\"},\"others\":{}}");
            assertThat(unpacker.hasNext()).isFalse();
        }
    }
}
