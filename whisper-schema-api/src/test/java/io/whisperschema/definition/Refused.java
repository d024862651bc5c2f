package io.whisperschema.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.error.InvalidDefinition;
import java.util.function.Supplier;

/** A definition that is refused, and how. */
record Refused(String what, Supplier<Object> definition, String place, String problem, String remedy) {
    void withPlaceAndRemedy() {
        InvalidDefinition error = catchThrowableOfType(InvalidDefinition.class, () -> definition.get());
        assertThat(error).as(what).isNotNull();
        assertThat(error.place()).isEqualTo(place);
        assertThat(error.getMessage()).contains(problem);
        assertThat(error.remedy()).contains(remedy);
    }

    @Override
    public String toString() {
        return what;
    }
}
