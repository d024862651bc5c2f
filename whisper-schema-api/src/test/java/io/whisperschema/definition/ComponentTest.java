package io.whisperschema.definition;

import static io.whisperschema.definition.Links.component;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComponentTest {
    @Test
    void ownsWhatItNamesAndWhatBeginsAsItSays() {
        Component core = component("core").owns("users", "character_*");
        assertThat(core.ownsTable("users")).isTrue();
        assertThat(core.ownsTable("character_traits")).isTrue();
        assertThat(core.ownsTable("characters")).isFalse();
        assertThat(core.ownsTable("users_old")).isFalse();
    }
}
