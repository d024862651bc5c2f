package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.definition.vector.PayloadType;
import io.whisperschema.finding.Finding;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import io.whisperschema.vector.embedded.ServedPort;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContentTest {
    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();
    private final QdrantStore store = QdrantStore.over(client);

    @AfterEach
    void close() {
        qdrant.close();
    }

    private List<Finding> findings(PayloadField field, ContentScope scope) {
        var definition =
                SchemaDefinition.named("content").collections(collection("notes", unnamed(1, Distance.DOT), field));
        return store.validateContent(definition, scope).findings().get("qdrant");
    }

    private void points(List<Map<String, Value>> payloads) throws Exception {
        store.create(collection("notes", unnamed(1, Distance.DOT)));
        put("notes", payloads);
    }

    private void put(String collection, List<Map<String, Value>> payloads) throws Exception {
        var points = Stream.iterate(0, i -> i + 1)
                .limit(payloads.size())
                .map(i -> PointStruct.newBuilder()
                        .setId(id(i + 1))
                        .setVectors(vectors(1f))
                        .putAllPayload(payloads.get(i))
                        .build())
                .toList();
        client.upsertAsync(collection, points).get();
    }

    static Stream<Arguments> values() {
        Value place = value(Map.of("lon", value(13.4), "lat", value(52)));
        return Stream.of(
                Arguments.of(PayloadType.KEYWORD, value("x"), value(1)),
                Arguments.of(PayloadType.TEXT, value("x"), value(true)),
                Arguments.of(PayloadType.INTEGER, value(1), value(1.5)),
                Arguments.of(PayloadType.FLOAT, value(1), value("1")),
                Arguments.of(PayloadType.FLOAT, value(1.5), value("1")),
                Arguments.of(PayloadType.BOOL, value(true), value(1)),
                Arguments.of(PayloadType.DATETIME, value("2024-02-29T10:00:00.5+02:00"), value("2023-02-29")),
                Arguments.of(PayloadType.DATETIME, value("2024-02-29"), value("now")),
                Arguments.of(PayloadType.UUID, value("6f2b52a0-5d3c-4b56-9c0b-0a6c7a0d1a11"), value("1-1-1-1-1")),
                Arguments.of(PayloadType.GEO, place, value(Map.of("lon", value(13.4)))),
                Arguments.of(PayloadType.OBJECT, place, value("x")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueOfAnotherTypeIsFound(PayloadType type, Value right, Value wrong) throws Exception {
        points(List.of(Map.of("f", right), Map.of("f", wrong)));

        assertThat(findings(new PayloadField.Start("f").of(type), ContentScope.complete()))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.found()).isEqualTo("a value of another type in 1 of 2 points: 2"));
    }

    @Test
    void aValueThatMustBeThereIsMissed() throws Exception {
        points(List.of(Map.of("f", value("x")), Map.of(), Map.of("f", nullValue())));

        assertThat(findings(payload("f").keyword().required(), ContentScope.complete()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .isEqualTo("collection notes, payload field f: expected keyword in every point,"
                                + " found no value in 2 of 3 points: 2, 3"));
        assertThat(findings(payload("f").keyword(), ContentScope.complete())).isEmpty();
    }

    @Test
    void listsAndSingleValuesAreToldApart() throws Exception {
        points(List.of(Map.of("f", value("x")), Map.of("f", list(List.of(value("x"))))));

        assertThat(findings(payload("f").keyword(), ContentScope.complete()))
                .extracting(Finding::found)
                .containsExactly("a list in 1 of 2 points: 2");
        assertThat(findings(payload("f").keyword().list(), ContentScope.complete()))
                .extracting(Finding::found)
                .containsExactly("a single value in 1 of 2 points: 1");
    }

    @Test
    void aNameWithDotsReachesIntoObjects() throws Exception {
        points(List.of(
                Map.of("a", value(Map.of("b", value(1)))), Map.of("a", list(List.of(value(Map.of("b", value("x"))))))));

        assertThat(findings(payload("a.b").integer().required(), ContentScope.complete()))
                .extracting(Finding::found)
                .containsExactly("a value of another type in 1 of 2 points: 2");
    }

    @Test
    void aSampleLooksAtSoManyPointsAndSaysSo() throws Exception {
        points(Stream.generate(() -> Map.<String, Value>of()).limit(700).toList());

        assertThat(findings(payload("f").keyword().required(), ContentScope.sample(300)))
                .extracting(Finding::found)
                .containsExactly("no value in 300 of 300 points: 1, 2, 3 and others");
        assertThat(findings(payload("f").keyword().required(), ContentScope.complete()))
                .extracting(Finding::found)
                .containsExactly("no value in 700 of 700 points: 1, 2, 3 and others");
        assertThatThrownBy(() -> ContentScope.sample(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pointsTooLargeForOneAnswerAreReadFewerAtATime() throws Exception {
        points(List.of(Map.of()));
        for (int i = 1; i <= 40; i++) {
            client.upsertAsync(
                            "notes",
                            List.of(PointStruct.newBuilder()
                                    .setId(id(i))
                                    .setVectors(vectors(1f))
                                    .putPayload("f", value("x".repeat(200_000)))
                                    .build()))
                    .get();
        }
        try (ServedPort served = qdrant.serve(0);
                var overTheNetwork = new QdrantClient(QdrantGrpcClient.newBuilder("localhost", served.port(), false)
                        .build())) {
            var definition = SchemaDefinition.named("content")
                    .collections(collection(
                            "notes", unnamed(1, Distance.DOT), payload("f").integer()));

            assertThat(QdrantStore.over(overTheNetwork)
                            .validateContent(definition, ContentScope.complete())
                            .findings()
                            .get("qdrant"))
                    .extracting(Finding::found)
                    .containsExactly("a value of another type in 40 of 40 points: 1, 2, 3 and others");
        }
    }

    @Test
    void collectionsOfAFamilyAreHeldToTheirVersion() throws Exception {
        var first = version("1", unnamed(1, Distance.DOT), payload("f").keyword());
        var memories =
                family("memory_<name>", first, first.next("2", payload("f").integer()));
        store.create(memories.collectionAt("1", "ada"));
        store.create(memories.collection("elena"));
        put("memory_ada", List.of(Map.of("f", value("x"))));
        put("memory_elena", List.of(Map.of("f", value("x"))));

        assertThat(store.validateContent(SchemaDefinition.named("content").families(memories), ContentScope.complete())
                        .findings()
                        .get("qdrant"))
                .extracting(Finding::place)
                .containsExactly("collection memory_elena, payload field f");
    }
}
