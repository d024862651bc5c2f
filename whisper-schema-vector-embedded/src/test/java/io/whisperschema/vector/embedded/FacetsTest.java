package io.whisperschema.vector.embedded;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.vector.embedded.Calls.assertRefused;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.index;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.FacetHit;
import io.qdrant.client.grpc.Points.FacetValue;
import io.qdrant.client.grpc.Points.PointStruct;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FacetsTest {

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();
    private int last;

    @BeforeEach
    void create() {
        done(client.createCollectionAsync("memories", params(1, Distance.Dot)));
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private void put(Map<String, Value> payload) {
        done(client.upsertAsync(
                "memories",
                List.of(PointStruct.newBuilder()
                        .setId(id(++last))
                        .setVectors(vectors(1f))
                        .putAllPayload(payload)
                        .build())));
    }

    private void put(Value... tags) {
        for (Value tag : tags) {
            put(Map.of("tag", tag));
        }
    }

    private static FacetCounts.Builder asked() {
        return FacetCounts.newBuilder().setCollectionName("memories").setKey("tag");
    }

    private List<String> facets(FacetCounts.Builder request) {
        return done(client.facetAsync(request.build())).stream()
                .map(FacetsTest::text)
                .toList();
    }

    private static String text(FacetHit hit) {
        FacetValue value = hit.getValue();
        Object shown = switch (value.getVariantCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INTEGER_VALUE -> value.getIntegerValue();
            case BOOL_VALUE -> value.getBoolValue();
            case VARIANT_NOT_SET -> "none";
        };
        return shown + ": " + hit.getCount();
    }

    @Test
    void theMostFrequentValuesComeFirst() {
        index(client, "tag", PayloadSchemaType.Keyword);
        put(value("b"), value("c"), value("a"), value("c"), value(1));
        assertThat(facets(asked())).containsExactly("c: 2", "a: 1", "b: 1");
        assertThat(facets(asked().setLimit(2))).containsExactly("c: 2", "a: 1");
        assertThat(facets(asked().setExact(true))).containsExactly("c: 2", "a: 1", "b: 1");
    }

    @Test
    void equallyFrequentTextsComeInTheOrderOfTheirBytes() {
        index(client, "tag", PayloadSchemaType.Keyword);
        put(value("\uD83D\uDE00"), value("\uFFFD"));
        assertThat(facets(asked())).containsExactly("\uFFFD: 1", "\uD83D\uDE00: 1");
    }

    @Test
    void wholeNumbersAreCounted() {
        index(client, "tag", PayloadSchemaType.Integer);
        put(value(5), value(-5), value(5), value(10), value(5.5));
        assertThat(facets(asked())).containsExactly("5: 2", "-5: 1", "10: 1");
    }

    @Test
    void truthValuesAreCounted() {
        index(client, "tag", PayloadSchemaType.Bool);
        put(value(true), value(false));
        assertThat(facets(asked())).containsExactly("false: 1", "true: 1");
    }

    @Test
    void uuidsAreCountedInOneSpelling() {
        index(client, "tag", PayloadSchemaType.Uuid);
        put(
                value("F0000000-0000-0000-0000-000000000000"),
                value("f0000000000000000000000000000000"),
                value("00000000-0000-0000-0000-000000000001"),
                value("no uuid"));
        assertThat(facets(asked()))
                .containsExactly("f0000000-0000-0000-0000-000000000000: 2", "00000000-0000-0000-0000-000000000001: 1");
    }

    @Test
    void aPointCountsOnceForEachOfItsValues() {
        index(client, "tag", PayloadSchemaType.Keyword);
        put(list(List.of(value("a"), value("b"), value("a"))));
        assertThat(facets(asked())).containsExactly("a: 1", "b: 1");
    }

    @Test
    void theKeyIsThePathOfAnIndex() {
        index(client, "notes[].tag", PayloadSchemaType.Keyword);
        put(Map.of("notes", list(List.of(value(Map.of("tag", value("a"))), value(Map.of("tag", value("b")))))));
        assertThat(facets(asked().setKey("notes[].tag"))).containsExactly("a: 1", "b: 1");
        assertMissing("notes.tag");
    }

    @Test
    void onlyMatchingPointsAreCounted() {
        index(client, "tag", PayloadSchemaType.Keyword);
        put(Map.of("tag", value("a"), "state", value("draft")));
        put(Map.of("tag", value("a"), "state", value("final")));
        put(Map.of("tag", value("b"), "state", value("final")));
        Filter drafts =
                Filter.newBuilder().addMust(matchKeyword("state", "draft")).build();
        assertThat(facets(asked().setFilter(drafts))).containsExactly("a: 1");
        assertThat(facets(asked().setFilter(drafts).setExact(true))).containsExactly("a: 1");
    }

    @Test
    void deletedPointsAreNotCounted() {
        index(client, "tag", PayloadSchemaType.Keyword);
        put(value("a"), value("b"));
        done(client.deleteAsync("memories", List.of(id(1))));
        assertThat(facets(asked())).containsExactly("b: 1");
    }

    @Test
    void tenValuesAreTheDefaultAndNoneAreNoMistake() {
        index(client, "tag", PayloadSchemaType.Integer);
        put(IntStream.range(0, 12).mapToObj(number -> value(number)).toArray(Value[]::new));
        assertThat(facets(asked())).hasSize(10);
        assertThat(facets(asked().setLimit(0).setKey("other"))).isEmpty();
        assertThat(facets(asked().setLimit(-1))).hasSize(12);
    }

    @Test
    void aFieldWithoutAnIndexOfValuesIsRefused() {
        put(value("a"));
        assertMissing("tag");
        index(client, "tag", PayloadSchemaType.Float);
        assertMissing("tag");
        index(client, "tag", PayloadSchemaType.Text);
        assertMissing("tag");
        PayloadIndexParams onlyRanges = PayloadIndexParams.newBuilder()
                .setIntegerIndexParams(
                        IntegerIndexParams.newBuilder().setLookup(false).setRange(true))
                .build();
        done(client.createPayloadIndexAsync(
                "memories", "tag", PayloadSchemaType.Integer, onlyRanges, true, null, null));
        assertMissing("tag");
    }

    private void assertMissing(String key) {
        assertRefused(
                client.facetAsync(asked().setKey(key).build()),
                Status.Code.INVALID_ARGUMENT,
                "Wrong input: No appropriate index for faceting: `" + key + "`. Please create one to facet on this"
                        + " field. Check https://qdrant.tech/documentation/concepts/indexing/#payload-index to see"
                        + " which payload schemas support Match conditions");
    }

    @Test
    void withoutPointsOnlyExactCountsNeedAnIndex() {
        assertThat(facets(asked())).isEmpty();
        assertRefused(
                client.facetAsync(asked().setExact(true).setKey("other").build()),
                Status.Code.INVALID_ARGUMENT,
                "Wrong input: No appropriate index for faceting: `other`. Please create one to facet on this field."
                        + " Check https://qdrant.tech/documentation/concepts/indexing/#payload-index to see which"
                        + " payload schemas support Match conditions");
    }

    @Test
    void aRequestNeedsAKeyAndACollection() {
        assertRefused(
                client.facetAsync(asked().setKey("").setTimeout(0).build()),
                Status.Code.INVALID_ARGUMENT,
                "Validation error in body: [key: value \"\" invalid, must be at least 1 characters; timeout: value 0"
                        + " invalid, must be 1 or larger]");
        assertRefused(
                client.facetAsync(asked().setKey("a..b").build()),
                Status.Code.INVALID_ARGUMENT,
                "Invalid json path: 'a..b'");
        assertRefused(
                client.facetAsync(asked().setCollectionName("nowhere").build()),
                Status.Code.NOT_FOUND,
                "Not found: Collection `nowhere` doesn't exist!");
    }
}
