package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.Vectors;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.plan.ExecuteOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rebuild carries over that no definition and no migration speaks of. */
class CarriedOverTest extends Notes {
    private final OtherVersion server = OtherVersion.of("1.18.0", client);
    private final QdrantStore behind = QdrantStore.over(server.client());

    @AfterEach
    void closeServer() {
        server.close();
    }

    private static PointRecipe sharded(PayloadEdit... edits) {
        return recipe(OLD.sharded(3).version("2"), Map.of(), List.of(edits));
    }

    private void made() throws Exception {
        made(new VectorCollection("notes_7d", OLD.version(), OLD.shape()), 20);
        client.createAliasAsync("notes", "notes_7d").get();
    }

    @Test
    void nullAsTheLastWriteStaysNull() throws Exception {
        made();
        Map<String, Value> last = Map.of("text", nullValue(), "number", value(1), "new", nullValue());
        PointStruct point =
                point(1).toBuilder().clearPayload().putAllPayload(last).build();
        server.before(
                "UpdateAliases",
                doing(() -> client.upsertAsync("notes_7d", List.of(point)).get()));

        Reshaping.on(behind).reshape(sharded());

        assertThat(all("notes").get(1L).getPayloadMap()).isEqualTo(last);
        store.rollback("notes");
    }

    @Test
    void aValueAsTheLastWriteTakesThePlaceOfNull() throws Exception {
        made();
        client.overwritePayloadAsync("notes_7d", Map.of("text", nullValue()), id(1), true, null, null)
                .get();
        Map<String, Value> last = Map.of("text", value("last"));
        server.before(
                "UpdateAliases",
                doing(() -> client.overwritePayloadAsync("notes_7d", last, id(1), true, null, null)
                        .get()));

        Reshaping.on(behind).reshape(sharded());

        assertThat(all("notes").get(1L).getPayloadMap()).isEqualTo(last);
    }

    private Map<String, PayloadSchemaInfo> indexes(String name) throws Exception {
        return client.getCollectionInfoAsync(name).get().getPayloadSchemaMap();
    }

    private void indexed(String field, PayloadSchemaType type, PayloadIndexParams params) throws Exception {
        client.createPayloadIndexAsync("notes_7d", field, type, params, true, null, null)
                .get();
    }

    private void indexed(String field) throws Exception {
        indexed(field, PayloadSchemaType.Keyword, PayloadIndexParams.getDefaultInstance());
    }

    @Test
    void anIndexThatNoDefinitionNamesIsThereAsItWas() throws Exception {
        made();
        indexed(
                "number",
                PayloadSchemaType.Integer,
                PayloadIndexParams.newBuilder()
                        .setIntegerIndexParams(
                                IntegerIndexParams.newBuilder().setLookup(true).setRange(false))
                        .build());
        Map<String, PayloadSchemaInfo> before = indexes("notes_7d");

        Reshaping.on(alone).reshape(sharded());

        assertThat(before).containsOnlyKeys("number");
        assertThat(indexes("notes")).isEqualTo(before);
    }

    @Test
    void anIndexGoesWithItsField() throws Exception {
        made();
        for (String field : List.of("text", "number", "deep.one", "deeper", "gone", "gone.one", "gone[].two")) {
            indexed(field);
        }

        Reshaping.on(alone)
                .reshape(sharded(
                        new PayloadEdit.Rename("text", "words"),
                        new PayloadEdit.Rename("words", "content"),
                        new PayloadEdit.Rename("deep", "flat"),
                        new PayloadEdit.Drop("gone")));

        assertThat(indexes("notes")).containsOnlyKeys("content", "number", "flat.one", "deeper");
    }

    @Test
    void anIndexThatADefinitionNamesIsAsItSays() throws Exception {
        made();
        indexed("text");
        VectorCollection into = Vectors.collection(
                        "notes",
                        OLD.shape().spaces().get(0),
                        Vectors.payload("text").text())
                .sharded(3)
                .version("2");

        Reshaping.on(alone).reshape(recipe(into, Map.of(), List.of()));

        assertThat(indexes("notes")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a[0]", "a[]", "q\"uote", "back\\slash", "ü ı", "'"})
    void aFieldOfAnyNameIsDroppedAndAdded(String name) throws Exception {
        made();
        client.setPayloadAsync("notes_7d", Map.of(name, value(1)), id(1), true, null, null)
                .get();
        VectorCollection second = OLD.version("2");
        VectorCollection third = OLD.version("3");

        Reshaping.on(alone)
                .with(ExecuteOptions.cautious().allowingDataLoss())
                .reshape(recipe(second, Map.of(), List.of(new PayloadEdit.Drop(name))));
        assertThat(all("notes").values()).allMatch(point -> !point.containsPayload(name));
        Reshaping.on(alone).reshape(recipe(third, Map.of(), List.of(new PayloadEdit.Add(name, "me"))));

        assertThat(all("notes").values())
                .hasSize(20)
                .allMatch(point -> point.getPayloadOrThrow(name).equals(value("me")));
    }
}
