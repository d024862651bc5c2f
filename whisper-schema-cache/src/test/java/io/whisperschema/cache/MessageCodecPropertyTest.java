package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for whichever message: a failure names the seed. */
class MessageCodecPropertyTest {
    private static final int MESSAGES = 2000 * Integer.getInteger("whisper.cases.percent", 100) / 100;
    private static final List<MessageCodec> CODECS =
            List.of(MessageCodec.messagePack(), MessageCodec.json(), MessageCodec.flat());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyFormatSaysTheSame(long seed) {
        var messages = new RandomMessages(seed);
        for (int i = 0; i < MESSAGES; i++) {
            UniversalMessage message = messages.next();
            for (MessageCodec codec : CODECS) {
                UniversalMessage read = codec.decode(codec.encode(message));
                assertThat(read).as("message %d by %s", i, codec).isEqualTo(message);
                assertThat(read.hashCode()).isEqualTo(message.hashCode());
                assertThat(orders(read)).isEqualTo(orders(message));
            }
            assertThat(FlatMessage.read(FlatMessage.of(message))).isEqualTo(message);
        }
    }

    /** In which order the names are. */
    private static List<Object> orders(UniversalMessage message) {
        return List.of(
                List.copyOf(message.others().keySet()),
                orders(new MetadataValue.Members(message.metadata().values())));
    }

    private static List<Object> orders(MetadataValue value) {
        var orders = new ArrayList<Object>();
        if (value instanceof MetadataValue.Members members) {
            members.values().forEach((name, inside) -> orders.add(List.of(name, orders(inside))));
        } else if (value instanceof MetadataValue.Items items) {
            items.values().forEach(inside -> orders.add(orders(inside)));
        }
        return orders;
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void whatBeginsLikeAMessageIsOfItsId(long seed) {
        var messages = new RandomMessages(seed);
        for (int i = 0; i < MESSAGES; i++) {
            UniversalMessage message = messages.next();
            List<byte[]> beginnings = CODECS.get(0).beginnings(message.messageId());
            UniversalMessage next = messages.next();
            for (MessageCodec codec : CODECS) {
                assertThat(beginsWithOne(codec.encode(message), beginnings)).isTrue();
                assertThat(beginsWithOne(codec.encode(next), beginnings))
                        .isEqualTo(next.messageId().equals(message.messageId()));
            }
        }
    }

    private static boolean beginsWithOne(byte[] bytes, List<byte[]> beginnings) {
        return beginnings.stream()
                .anyMatch(beginning -> bytes.length >= beginning.length
                        && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length));
    }
}
