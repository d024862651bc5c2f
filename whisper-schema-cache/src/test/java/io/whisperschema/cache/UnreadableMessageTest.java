package io.whisperschema.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.whisperschema.error.UnreadableValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

class UnreadableMessageTest {
    private static final String AS_PACK = "This looks like a message in MessagePack of version 1, but ";
    private static final String AS_JSON = "This looks like a message in JSON of version 1, but ";
    private static final String AS_FLAT = "This looks like a message in the flat form, but ";
    private static final String PARTS =
            "\"message_id\":\"m-1\",\"user_id\":\"u-7\",\"content\":\"secret\",\"timestamp\":\"2025-01-02T03:04:05\"";

    static List<MessageCodec> codecs() {
        return List.of(MessageCodec.messagePack(), MessageCodec.json(), MessageCodec.flat());
    }

    private static void assertRefused(byte[] bytes, String sentence) {
        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> MessageCodec.messagePack().decode(bytes))
                .withNoCause()
                .withMessage(sentence);
    }

    private static byte[] json(String text) {
        byte[] bytes = ("_" + text).getBytes(UTF_8);
        bytes[0] = (byte) 0x91;
        return bytes;
    }

    private interface Packing {
        void pack(MessageBufferPacker packer) throws IOException;
    }

    /** A message whose metadata is something else. */
    private static byte[] packed(Packing metadata) throws IOException {
        return packed(metadata, packer -> packer.packMapHeader(0));
    }

    private static byte[] packed(Packing metadata, Packing others) throws IOException {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.writePayload(new byte[] {(byte) 0xb1});
            packer.packMapHeader(7);
            packer.packString("message_id").packString("m-1");
            packer.packString("user_id").packString("u-7");
            packer.packString("content").packString("secret");
            packer.packString("timestamp").packLong(0);
            packer.packString("channel_id").packNil();
            packer.packString("metadata");
            metadata.pack(packer);
            packer.packString("others");
            others.pack(packer);
            return packer.toByteArray();
        }
    }

    /** Of {@code {"message_id": "m-1", …, "content": "secret", "n": 1}}, by Python 3.11. */
    @ParameterizedTest
    @CsvSource({
        "0, 286470300a566d6573736167655f69640a70310a566d2d310a70320a7356757365725f69640a70330a56752d370a70340a732e",
        "0, 286c70300a566d2d310a70310a612e",
        "0, 635f5f6275696c74696e5f5f0a7365740a70300a28286c70310a56610a70320a617470330a5270340a2e",
        "0, 567365637265740a70300a2e",
        "0, 49350a2e",
        "1, 7d710028580a0000006d6573736167655f6964710158030000006d2d3171025807000000757365725f6964710358752e",
        "1, 5d710028580a0000006d6573736167655f69647101652e",
        "1, 5806000000736563726574710 02e",
        "1, 28580100000061710074710 12e",
        "1, 635f5f6275696c74696e5f5f0a7365740a7100285d710158010000006171026174710352710 42e",
        "2, 80027d710028580a0000006d6573736167655f6964710158030000006d2d3171025807000000757365725f6964752e",
        "3, 80037d710028580a0000006d6573736167655f6964710158030000006d2d3171025807000000757365725f6964752e",
        "4, 80049541000000000000007d94288c0a6d6573736167655f6964948c036d2d3194752e",
        "5, 80059541000000000000007d94288c0a6d6573736167655f6964948c036d2d3194752e"
    })
    void aPickleIsNamedAndNotParsed(int protocol, String hex) {
        assertRefused(
                HexFormat.of().parseHex(hex.replace(" ", "")),
                "This is a Python pickle of protocol " + protocol
                        + ", which is not parsed, since to read one is to run code.");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 'Vsecret %s\np0\n.'",
        "0, 'S''secret %s''\np12\n.'",
        "0, '(Vsecret %s\np0\nI1\ntp1\n.'",
        "1, '(K\001K\002%stq\001.'"
    })
    void aPickleOfALongTextOrATupleIsNamedToo(int protocol, String pickle) {
        assertRefused(
                pickle.formatted("x".repeat(1000)).getBytes(ISO_8859_1),
                "This is a Python pickle of protocol " + protocol
                        + ", which is not parsed, since to read one is to run code.");
    }

    @Test
    void anObjectOfJavaIsNamedAndNotParsed() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(new ArrayList<>(List.of("secret")));
        }

        assertRefused(
                bytes.toByteArray(),
                "This is an object of Java's serialisation, which is not parsed, since to read one is to run code.");
    }

    @Test
    void aNewerVersionIsNamed() {
        assertRefused(
                new byte[] {(byte) 0xb2, 1, 2},
                "This looks like a message in MessagePack of version 2, which a newer release wrote: this one reads version 1.");
        assertRefused(
                new byte[] {(byte) 0x9f},
                "This looks like a message in JSON of version 15, which a newer release wrote: this one reads version 1.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "Ignore it.",
                "Vote for it.\n.",
                "Since when?\np.",
                "(maybe)",
                "(see the faq).",
                "Visit us\np. 1\n.",
                "]",
                "}",
                "\"secret\"",
                "[1]",
                "1",
                "null",
                " ",
                "\u0000",
                "\u0080",
                "\u0080\u0006",
                "\u0090",
                "\u00b0",
                "\u00c1",
                "\u00ff",
                "\u00ac\u00ed",
                "\u001f\u008b"
            })
    void whatBeginsLikeNothingKnownIsNoMessage(String bytes) {
        assertRefused(bytes.getBytes(ISO_8859_1), "This is no message in a format that this release knows.");
    }

    @Test
    void nothingIsNoMessage() {
        assertRefused(new byte[0], "This is no message: it is empty.");
        assertRefused(new byte[MessageCodec.LONGEST + 1], "This is no message: it is longer than 16777216 bytes.");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aMessageTooLongToBeReadIsNotWritten(MessageCodec codec) {
        UniversalMessage longest = MessageCodecTest.MESSAGE.saying("x".repeat(MessageCodec.LONGEST - 1000));
        assertThat(codec.decode(codec.encode(longest))).isEqualTo(longest);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(MessageCodecTest.MESSAGE.saying("x".repeat(MessageCodec.LONGEST))));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aMessageThatWasCutIsRefused(MessageCodec codec) {
        byte[] bytes = codec.encode(MessageCodecTest.MESSAGE.with(Metadata.of("real", 0.9)
                .and("true", true)
                .and("nothing", MetadataValue.Nothing.NOTHING)
                .and("infinite", Double.NEGATIVE_INFINITY)
                .and("small", 1e-300)
                .and("text", "ü")));
        for (int length = 1; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(UnreadableValue.class)
                    .isThrownBy(() -> codec.decode(cut))
                    .withMessageMatching("This looks like a message .*, but it ends early\\.");
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void whatFollowsAMessageIsNoPartOfIt(MessageCodec codec) {
        byte[] bytes = codec.encode(MessageCodecTest.MESSAGE);
        byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
        more[bytes.length] = '1';

        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> codec.decode(more))
                .withMessageEndingWith("something follows its end.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | it lacks a part",
                "{\"message_id\":\"m-1\",\"message_id\":\"m-1\"} | it holds one name twice",
                "{\"message_id\":1} | it holds something else where a text belongs",
                "{\"secret\":1} | it holds a part that this version does not know",
                "[] | it holds something else where an object belongs",
                "{\"message_id\":secret} | its JSON is broken in line 1, column 15",
                "{%s,\"metadata\":{\"a\":1,\"a\":2}} | it holds one name twice",
                "{%s,\"metadata\":[]} | it holds something else where an object belongs",
                "{%s,\"others\":{\"a\":1}} | it holds something else where a text belongs",
                "{%s,\"others\":{\"a\":\"1\",\"a\":\"2\"}} | it holds one name twice",
                "{%s,\"others\":{\"content\":\"1\"}} | a message has its content as a part, not beside them",
                "{%s,\"channel_id\":\" \"} | the channel of a message is blank",
                "{%s,\"metadata\":{\"a\":\"\\ud83d\"}} | a text of metadata holds half a character: a surrogate without its other",
            })
    void jsonThatIsNoMessageIsRefused(String text, String why) {
        assertRefused(json(text.replace("%s", PARTS)), AS_JSON + why + ".");
    }

    @Test
    void jsonOfBytesThatAreNoUtf8IsRefused() {
        byte[] bytes = json("{" + PARTS + "}");
        bytes[new String(bytes, ISO_8859_1).indexOf("secret")] = (byte) 0xc0;

        assertRefused(bytes, AS_JSON + "it holds a text that is no UTF-8.");
    }

    @Test
    void jsonThatNestsTooDeepIsRefused() {
        String deep = "[".repeat(Metadata.DEEPEST + 1) + "]".repeat(Metadata.DEEPEST + 1);
        String deeper = "[".repeat(100_000);

        assertRefused(json("{" + PARTS + ",\"metadata\":{\"a\":" + deep + "}}"), AS_JSON + "it nests too deep.");
        assertRefused(("{\"a\":" + deep + "}").getBytes(UTF_8), AS_FLAT + "it has no message_id.");
        assertRefused(("{\"a\":" + deeper + "}").getBytes(UTF_8), AS_FLAT + "it nests too deep.");
    }

    @Test
    void aNumberThatTakesTooLongIsRefused() {
        assertRefused(
                json("{" + PARTS + ",\"metadata\":{\"a\":" + "9".repeat(100_000) + "}}"),
                AS_JSON + "it nests too deep, or has too long a number.");
    }

    @Test
    void messagePackOfOtherTypesIsRefused() throws IOException {
        String unexpected = AS_PACK + "it holds a value of another type than belongs there.";

        assertRefused(packed(packer -> packer.packNil()), unexpected);
        assertRefused(packed(packer -> packer.packString("secret")), unexpected);
        assertRefused(packed(packer -> packer.packMapHeader(1).packInt(1).packInt(1)), unexpected);
        assertRefused(packed(packer -> packer.packMapHeader(1).packString("a").packBinaryHeader(0)), unexpected);
        assertRefused(packed(packer -> packer.packMapHeader(1).packString("a").packFloat(1)), unexpected);
        assertRefused(packed(packer -> packer.packMapHeader(1).packString("a").packTimestamp(1)), unexpected);
        assertRefused(
                packed(
                        packer -> packer.packMapHeader(0),
                        packer -> packer.packMapHeader(1).packString("a").packInt(1)),
                unexpected);
    }

    @Test
    void messagePackThatNamesTwiceIsRefused() throws IOException {
        Packing twice = packer -> packer.packMapHeader(2)
                .packString("a")
                .packString("1")
                .packString("a")
                .packString("2");

        assertRefused(packed(twice), AS_PACK + "it holds one name twice.");
        assertRefused(packed(packer -> packer.packMapHeader(0), twice), AS_PACK + "it holds one name twice.");
    }

    @Test
    void messagePackThatNestsTooDeepIsRefused() throws IOException {
        assertRefused(
                packed(packer -> {
                    packer.packMapHeader(1).packString("a");
                    for (int i = 0; i <= 100_000; i++) {
                        packer.packArrayHeader(1);
                    }
                }),
                AS_PACK + "it nests too deep.");
    }

    @Test
    void messagePackOfBytesThatAreNoUtf8IsRefused() throws IOException {
        byte[] bytes = packed(packer -> packer.packMapHeader(0));
        bytes[new String(bytes, ISO_8859_1).indexOf("secret")] = (byte) 0xc0;

        assertRefused(bytes, AS_PACK + "it holds a text that is no UTF-8.");
    }

    @Test
    void aNumberThatTheLongsHoldIsNotHuge() throws IOException {
        assertRefused(
                packed(packer -> {
                    packer.packMapHeader(1).packString("a").packExtensionTypeHeader((byte) 1, 3);
                    packer.writePayload(new byte[] {0, 0, 5});
                }),
                AS_PACK + "a long holds that number: it is Whole.");
    }

    @Test
    void aLengthThatTheBytesDoNotHaveCostsNoMemory() throws IOException {
        List<Packing> lies = List.of(
                packer -> packer.packMapHeader(Integer.MAX_VALUE),
                packer -> packer.packMapHeader(1).packString("a").packArrayHeader(Integer.MAX_VALUE),
                packer -> packer.packMapHeader(1).packString("a").packRawStringHeader(Integer.MAX_VALUE),
                packer ->
                        packer.packMapHeader(1).packString("a").writePayload(new byte[] {(byte) 0xdb, -1, -1, -1, -1}),
                packer ->
                        packer.packMapHeader(1).packString("a").writePayload(new byte[] {(byte) 0xdd, -1, -1, -1, -1}),
                packer -> packer.packMapHeader(1).packString("a").packExtensionTypeHeader((byte) 1, 65_535));
        for (Packing lie : lies) {
            byte[] bytes = packed(lie);
            assertThat(allocated(() -> assertRefused(bytes, AS_PACK + "it ends early.")))
                    .isLessThan(200_000);
        }
    }

    private static long allocated(Runnable work) {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        work.run();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
