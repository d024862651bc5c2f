package io.whisperschema.vector.internal.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChromaIdsTest {
    @Test
    void anIdThatIsAUuidStaysIt() {
        ChromaIds.PointId id = ChromaIds.of("00000003-0000-4000-8000-000000000003");
        assertThat(id.uuid()).hasToString("00000003-0000-4000-8000-000000000003");
        assertThat(id.isDerived()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mem-1",
                "",
                "1-1-1-1-1",
                "ABCDEF03-0000-4000-8000-000000000003",
                "{00000003-0000-4000-8000-000000000003}",
                "00000003000040008000000000000003"
            })
    void everyOtherIdBecomesAUuidOfVersionFiveAndIsKept(String original) {
        ChromaIds.PointId id = ChromaIds.of(original);
        assertThat(id.uuid().version()).isEqualTo(5);
        assertThat(id.uuid().variant()).isEqualTo(2);
        assertThat(id.original()).isEqualTo(original);
        assertThat(id.isDerived()).isTrue();
    }

    @Test
    void theNamespaceAndWhatBecomesOfAnIdNeverChange() {
        assertThat(ChromaIds.versionFive(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "python.org"))
                .hasToString("886313e1-3b8a-5372-9b90-0c9aee199e5d");
        assertThat(ChromaIds.NAMESPACE).hasToString("34525a21-7a9d-5291-b674-d84625f77fab");
        assertThat(ChromaIds.of("mem-1").uuid()).hasToString("82b66a09-80ca-5a5e-bb73-76fd15d7daec");
        assertThat(ChromaIds.of("ünïcode 🎈").uuid()).hasToString("f7e40274-806f-5b4d-81a7-430c5bfb0ce8");
    }
}
