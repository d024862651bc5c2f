package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
    static final UniversalMessage MESSAGE = UniversalMessage.of(
                    "m-1", "u-7", "Good morning, 世界 😀 \"x\"", Instant.parse("2025-01-02T03:04:05.123456Z"))
            .in("general")
            .with(Metadata.of("author_name", "Ann")
                    .and("response_quality", 0.9)
                    .and(
                            "nested",
                            Metadata.of("a", 1)
                                    .and("b", MetadataValue.items(MetadataValue.of(-5), MetadataValue.of(1e300)))));

    @Test
    void eachCodecReadsWhatItWrote() {
        for (MessageCodec codec : List.of(MessageCodec.messagePack(), MessageCodec.json(), MessageCodec.flat())) {
            byte[] bytes = codec.encode(MESSAGE);
            assertThat(codec.decode(bytes)).isEqualTo(MESSAGE);
        }
    }
}
