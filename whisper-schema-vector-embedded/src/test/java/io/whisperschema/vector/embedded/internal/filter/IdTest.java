package io.whisperschema.vector.embedded.internal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Common.PointId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
    private static final String UUID_TEXT = "936da01f-9abd-4d9d-80c7-02af85c822a8";

    private static Id ofText(String uuid) {
        return Id.of(PointId.newBuilder().setUuid(uuid).build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UUID_TEXT,
                "936DA01F-9ABD-4D9D-80C7-02AF85C822A8",
                "936da01f9abd4d9d80c702af85c822a8",
                "{936da01f-9abd-4d9d-80c7-02af85c822a8}",
                "urn:uuid:936da01f-9abd-4d9d-80c7-02af85c822a8"
            })
    void readsEverySpellingOfAUuid(String text) {
        assertThat(ofText(text)).isEqualTo(Id.of(UUID.fromString(UUID_TEXT))).hasToString(UUID_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "936da01f-9abd-4d9d-80c7-02af85c822a",
                "936da01f-9abd-4d9d-80c7-02af85c822a8a",
                "936da01f9-abd-4d9d-80c7-02af85c822a8",
                "936da01f-9abd-4d9d-80c7-02af85c822g8",
                "{936da01f9abd4d9d80c702af85c822a8}",
                "936da01f-9abd-4d9d-80c7-02af85c822a\u0668",
                "-36da01f-9abd-4d9d-80c7-02af85c822a8"
            })
    void refusesWhatIsNoUuid(String text) {
        assertThatThrownBy(() -> ofText(text)).isInstanceOf(Refused.class).hasMessage("Unable to parse UUID: " + text);
    }

    @Test
    void refusesAnIdThatIsNone() {
        assertThatThrownBy(() -> Id.of(PointId.getDefaultInstance()))
                .isInstanceOf(Refused.class)
                .hasMessage("No ID options provided");
    }

    @Test
    void numbersComeBeforeUuidsAndBothAreUnsigned() {
        List<Id> ascending = List.of(
                Id.of(0L),
                Id.of(7L),
                Id.of(-1L),
                ofText("00000000-0000-0000-0000-000000000001"),
                ofText("00000000-0000-0000-8000-000000000000"),
                ofText(UUID_TEXT),
                ofText("ffffffff-0000-0000-0000-000000000000"));
        assertThat(Stream.concat(ascending.stream().skip(3), ascending.stream().limit(3))
                        .sorted())
                .containsExactlyElementsOf(ascending);
    }

    @Test
    void goesToTheClientAsItCame() {
        Stream.of(Id.of(-1L), ofText(UUID_TEXT))
                .forEach(id -> assertThat(Id.of(id.toProto())).isEqualTo(id));
        assertThat(Id.of(-1L)).hasToString("18446744073709551615");
    }
}
