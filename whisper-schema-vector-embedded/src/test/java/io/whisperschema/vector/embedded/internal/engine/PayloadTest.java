package io.whisperschema.vector.embedded.internal.engine;

import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private static final Map<String, Value> VALUES =
            Map.of("user", value("ann"), "text", value("a long text"), "at", value(Map.of("user", value("bob"))));

    @Test
    void whatIsUnderAKeyIsReadAlone() {
        Payload payload = Payload.of(Payload.bytes(VALUES));

        assertThat(payload.under("user")).isEqualTo(Map.of("user", value("ann")));
        assertThat(payload.under("at")).isEqualTo(Map.of("at", value(Map.of("user", value("bob")))));
    }

    @Test
    void nothingIsUnderAKeyThatIsNotThere() {
        assertThat(Payload.of(Payload.bytes(VALUES)).under("name")).isEmpty();
        assertThat(Payload.EMPTY.under("user")).isEmpty();
    }

    @Test
    void aPayloadThatIsInUseAlreadyIsAskedAsItIs() {
        Payload payload = Payload.of(Payload.bytes(VALUES));
        payload.values();

        assertThat(payload.under("user")).containsEntry("user", value("ann"));
    }

    @Test
    void whatIsReadIsNotKept() {
        Payload payload = Payload.of(Payload.bytes(VALUES));

        Map<String, Value> read = payload.read();

        assertThat(read).isEqualTo(VALUES);
        assertThat(payload.read()).isNotSameAs(read);
        assertThat(payload.values()).isSameAs(payload.read());
    }

    @Test
    void anEntryWhoseValueComesBeforeItsKeyIsUnderstood() throws IOException {
        Value value = value("ann");
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        CodedOutputStream output = CodedOutputStream.newInstance(entry);
        output.writeMessage(2, value);
        output.writeString(1, "user");
        output.flush();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        output = CodedOutputStream.newInstance(bytes);
        output.writeByteArray(Struct.FIELDS_FIELD_NUMBER, entry.toByteArray());
        output.flush();

        assertThat(Payload.of(bytes.toByteArray()).under("user")).containsEntry("user", value);
    }
}
