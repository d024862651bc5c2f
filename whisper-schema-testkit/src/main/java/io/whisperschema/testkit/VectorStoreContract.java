package io.whisperschema.testkit;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.hnsw;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.vector;
import static io.whisperschema.definition.vector.Vectors.version;
import static io.whisperschema.testkit.ContractCollections.meaning;
import static io.whisperschema.testkit.ContractCollections.notes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.PayloadIndex.Casing;
import io.whisperschema.definition.vector.PayloadIndex.Option;
import io.whisperschema.definition.vector.PayloadIndex.TextAnalysis;
import io.whisperschema.definition.vector.PayloadIndex.Tokenizer;
import io.whisperschema.definition.vector.PayloadType;
import io.whisperschema.definition.vector.Placement;
import io.whisperschema.definition.vector.Quantization;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Step;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.VectorStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every {@link VectorStore} does. A test class implements it and gives each test a server of its own, or one that is
 * empty again:
 *
 * <pre>{@code
 * class QdrantStoreTest implements VectorStoreContract {
 *     private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
 *
 *     public VectorStore freshStore() {
 *         return QdrantStore.over(qdrant.client());
 *     }
 * }
 * }</pre>
 */
public interface VectorStoreContract {
    /** A store over the server of the running test, which is empty when the test begins. */
    VectorStore freshStore();

    private WhisperSchema over(VectorCollection... collections) {
        return over(SchemaDefinition.named("contract").collections(collections));
    }

    private WhisperSchema over(SchemaDefinition definition) {
        return WhisperSchema.of(definition).vectors(freshStore());
    }

    private static List<String> words(Plan plan) {
        return plan.steps().stream().map(step -> step.change().words()).toList();
    }

    private List<Finding> findings(WhisperSchema schema) {
        return schema.validate().findings().values().iterator().next();
    }

    @Test
    default void anEmptyServerIsInspectedAsEmpty() {
        assertThat(freshStore().inspect().isEmpty()).isTrue();
    }

    @Test
    default void anEmptyDefinitionChangesNothing() {
        over(SchemaDefinition.named("nothing")).bootstrap();

        assertThat(freshStore().inspect().isEmpty()).isTrue();
    }

    @Test
    default void aPlanOfCollectionsWritesNothing() {
        assertThat(over(notes()).plan().steps()).hasSize(1);

        assertThat(freshStore().inspect().isEmpty()).isTrue();
    }

    @Test
    default void aFirstStartCreatesCollectionsAndTheNextChangesNothing() {
        assertThat(over(WhisperEngine.schema()).bootstrap().stores().values()).contains(Outcome.CREATED);
        String created = CatalogFingerprint.of(freshStore().inspect());

        var next = over(WhisperEngine.schema()).bootstrap();

        assertThat(next.stores().values()).containsOnly(Outcome.UP_TO_DATE);
        assertThat(next.plan().steps()).isEmpty();
        assertThat(CatalogFingerprint.of(freshStore().inspect())).isEqualTo(created);
    }

    @Test
    default void allThatADefinitionSaysOfVectorsIsReadBack() {
        var full = over(ContractCollections.everyVector(), collection("plain", unnamed(16, Distance.COSINE)));
        full.bootstrap();

        assertThat(findings(full)).isEmpty();
        VectorCollection named = freshStore().inspect().collection("named").orElseThrow();
        assertThat(named.version()).contains("7");
        assertThat(named.description()).contains("Everything there is");
        assertThat(named.shape().space("meaning").orElseThrow()).satisfies(space -> {
            assertThat(space.size()).isEqualTo(4);
            assertThat(space.distance()).isEqualTo(Distance.COSINE);
            assertThat(space.model().orElseThrow().id()).isEqualTo("some-model");
            assertThat(space.hnsw().orElseThrow().m()).hasValue(24);
            assertThat(space.hnsw().orElseThrow().placement()).contains(Placement.DISK);
            assertThat(space.placement()).contains(Placement.DISK);
            assertThat(space.quantization())
                    .contains(new Quantization.Scalar(OptionalDouble.of(0.99), Optional.of(Placement.MEMORY)));
        });
    }

    @Test
    default void allThatADefinitionSaysOfIndexesIsReadBack() {
        var indexed = over(ContractCollections.everyIndex());
        indexed.bootstrap();

        assertThat(findings(indexed)).isEmpty();
        VectorCollection found = freshStore().inspect().collection("indexed").orElseThrow();
        assertThat(found.payload())
                .extracting(PayloadField::name)
                .containsExactlyInAnyOrder("keyword", "text", "integer", "float", "bool", "moment", "place", "uuid");
        assertThat(found.shape()
                        .field("keyword")
                        .flatMap(PayloadField::index)
                        .orElseThrow()
                        .options())
                .containsExactly(Option.TENANT);
        assertThat(found.shape()
                        .field("text")
                        .flatMap(PayloadField::index)
                        .orElseThrow()
                        .analysis())
                .contains(new TextAnalysis(
                        Tokenizer.PREFIX, OptionalInt.of(2), OptionalInt.of(9), Optional.of(Casing.AS_WRITTEN)));
    }

    @Test
    default void anIndexComesInPlace() {
        over(notes()).bootstrap();
        var more = over(collection(
                "notes",
                meaning(),
                payload("user").keyword().indexed(),
                payload("length").integer().indexed()));

        Plan plan = more.plan();
        more.execute(plan);

        assertThat(words(plan))
                .containsExactly(
                        "index payload field length of collection notes", "put on record what collection notes is");
        assertThat(plan.steps().get(0).risk().dangers()).containsExactly(Danger.REBUILDS_IN_BACKGROUND);
        assertThat(findings(more)).isEmpty();
    }

    @Test
    default void anIndexBecomesAnother() {
        over(notes()).bootstrap();
        var other = over(collection("notes", meaning(), payload("user").text().indexed()));

        Plan plan = other.plan();
        other.execute(plan);

        assertThat(words(plan)).contains("index payload field user of collection notes in another way");
        assertThat(findings(other)).isEmpty();
    }

    @Test
    default void anIndexOfTheSameTypeIsBuiltAnewWithOtherParameters() {
        over(notes()).bootstrap();
        var other = over(collection(
                "notes",
                meaning(),
                payload("user")
                        .keyword()
                        .indexed(PayloadIndex.of(PayloadType.KEYWORD).with(Option.TENANT))));

        Plan plan = other.plan();
        other.execute(plan);

        assertThat(words(plan)).contains("index payload field user of collection notes in another way");
        assertThat(findings(other)).isEmpty();
    }

    @Test
    default void anIndexThatNobodyWishesForStaysUnlessExtrasGo() {
        over(notes()).bootstrap();
        var without = over(collection("notes", meaning(), payload("user").keyword()));
        without.execute(without.plan());

        assertThat(findings(without))
                .extracting(Finding::place)
                .containsExactly("index over payload field user of collection notes");

        Plan plan = without.plan(DiffHints.none().droppingExtras());
        without.execute(plan);

        assertThat(words(plan)).containsExactly("drop the index over payload field user of collection notes");
        assertThat(findings(without)).isEmpty();
    }

    @Test
    default void aVectorIsIndexedAndKeptInAnotherWayInPlace() {
        over(notes()).bootstrap();
        var tuned = over(collection(
                "notes",
                meaning()
                        .indexed(hnsw(48, 200))
                        .quantized(Quantization.Scalar.plain())
                        .keptIn(Placement.DISK),
                payload("user").keyword().indexed()));

        Plan plan = tuned.plan();
        tuned.execute(plan);

        assertThat(words(plan)).contains("change how vector meaning of collection notes is kept");
        assertThat(plan.steps().get(0).risk().dangers()).containsExactly(Danger.REBUILDS_IN_BACKGROUND);
        assertThat(findings(tuned)).isEmpty();
    }

    @Test
    default void quantizationThatIsWishedForNoLongerGoes() {
        over(collection("notes", meaning().quantized(Quantization.Scalar.plain())))
                .bootstrap();
        var without = over(collection("notes", meaning()));

        without.execute(without.plan());

        assertThat(freshStore().inspect().collection("notes").orElseThrow().spaces())
                .allSatisfy(space -> assertThat(space.quantization()).isEmpty());
        assertThat(findings(without)).isEmpty();
    }

    @Test
    default void whatIsChangedInPlaceCanBeChangedBack() {
        over(notes()).bootstrap();
        VectorCatalog before = freshStore().inspect();
        var changed = over(collection(
                "notes",
                meaning().indexed(hnsw(48, 200)).quantized(Quantization.Scalar.plain()),
                payload("user").text().indexed(),
                payload("length").integer().indexed()));
        changed.execute(changed.plan());

        var back = over(notes());
        back.execute(back.plan(DiffHints.none().droppingExtras()));

        assertThat(findings(back)).isEmpty();
        assertThat(freshStore().inspect().collection("notes").orElseThrow().payload())
                .isEqualTo(before.collection("notes").orElseThrow().payload());
    }

    @Test
    default void anotherSizeIsRefusedInThePlan() {
        over(notes()).bootstrap();
        var other = over(collection("notes", vector("meaning", 8, Distance.COSINE)));

        assertThatThrownBy(other::plan)
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("make vector meaning of collection notes anew")
                .hasMessageContaining("Nothing was applied.");
        assertThat(other.validate().isValid()).isFalse();
    }

    @Test
    default void anotherDistanceIsRefusedInThePlan() {
        over(notes()).bootstrap();

        assertThatThrownBy(() -> over(collection("notes", vector("meaning", 4, Distance.DOT)))
                        .plan())
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("from vector meaning: 4 cosine")
                .hasMessageContaining("to vector meaning: 4 dot");
    }

    @Test
    default void anotherModelOfTheSameSizeIsRefusedInThePlan() {
        over(collection("notes", meaning().embeddedBy("one-model"))).bootstrap();
        var other = over(collection("notes", meaning().embeddedBy("other-model")));

        assertThatThrownBy(other::plan).isInstanceOf(UnsupportedChange.class).hasMessageContaining("model");
        assertThatThrownBy(other::bootstrap)
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("by other-model")
                .hasMessageContaining("by one-model");
    }

    @Test
    default void anUnnamedVectorDoesNotGetANameInPlace() {
        over(collection("notes", unnamed(4, Distance.COSINE))).bootstrap();

        assertThatThrownBy(() -> over(notes()).plan()).isInstanceOf(UnsupportedChange.class);
    }

    @Test
    default void aCollectionThatDiffersStopsAStart() {
        over(notes()).bootstrap();
        var other =
                over(collection("notes", meaning(), payload("length").integer().indexed()));

        assertThatThrownBy(other::bootstrap)
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("payload field length: expected index as integer, found no index");
    }

    @Test
    default void aDeclarationWithoutStructureIsPutOnRecordByAStart() {
        over(notes()).bootstrap();
        var described = over(collection(
                        "notes",
                        meaning(),
                        payload("user").keyword().indexed(),
                        payload("words").text().required())
                .describedAs("What was noted")
                .version("2"));

        assertThat(described.validate().isValid()).isTrue();
        assertThat(described.bootstrap().stores().values()).containsOnly(Outcome.RECOGNISED);

        assertThat(described.bootstrap().stores().values()).containsOnly(Outcome.UP_TO_DATE);
        assertThat(freshStore().inspect().collection("notes").orElseThrow().version())
                .contains("2");
    }

    @Test
    default void collectionsOfStrangersAreLeftAlone() {
        over(collection("products", vector("picture", 3, Distance.DOT))).bootstrap();

        assertThatThrownBy(() -> over(notes()).bootstrap())
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("products");
        over(notes()).bootstrap(BootstrapOptions.cautious().besideStrangers());

        assertThat(over(notes()).validate().isValid()).isTrue();
        assertThat(findings(over(notes())))
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTICE));
    }

    @Test
    default void aCollectionGoesOnlyWithPermissionToLoseData() {
        over(notes()).bootstrap();
        var nothing = over(SchemaDefinition.named("nothing"));
        Plan plan = nothing.plan(DiffHints.none().droppingExtras());

        assertThatThrownBy(() -> nothing.execute(plan)).isInstanceOf(DataLossRefused.class);
        nothing.execute(plan, ExecuteOptions.cautious().allowingDataLoss());

        assertThat(freshStore().inspect().isEmpty()).isTrue();
    }

    @Test
    default void aPlanWhoseServerHasChangedSinceIsRefused() {
        Plan plan = over(notes()).plan();
        over(collection("products", vector("picture", 3, Distance.DOT))).bootstrap();

        assertThatThrownBy(() -> over(notes()).execute(plan)).isInstanceOf(PlanOutdated.class);
    }

    @Test
    default void everyChangeSaysWhetherItIsMade() {
        var schema = over(notes(), collection("moods", meaning()));
        Plan plan = schema.plan();
        VectorCatalog before = freshStore().inspect();
        schema.execute(plan);
        VectorCatalog after = freshStore().inspect();

        assertThat(plan.steps()).map(Step::change).allSatisfy(change -> {
            assertThat(change.stateIn(before)).isEqualTo(Change.State.PENDING);
            assertThat(change.stateIn(after)).isEqualTo(Change.State.APPLIED);
        });
    }

    @Test
    default void aCollectionOfAFamilyIsHeldToTheVersionOnRecord() {
        var first = version("1", meaning());
        var families = SchemaDefinition.named("contract")
                .families(family(
                        "memory_<name>",
                        first,
                        first.next("2", payload("user").keyword().indexed())));
        over(collection("memory_elena", meaning()).version("1")).bootstrap();

        assertThat(over(families).bootstrap().stores().values()).containsOnly(Outcome.UP_TO_DATE);
        assertThat(over(families).validate().isValid()).isTrue();
        assertThat(findings(over(families))).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.sentence()).isEqualTo("collection memory_elena: expected version 2, found version 1");
        });
    }

    @Test
    default void aCollectionOfAFamilyWithAnUnknownVersionIsFoundAndLeftAlone() {
        over(collection("memory_elena", meaning()).version("9")).bootstrap();
        var families = over(SchemaDefinition.named("contract")
                .families(family("memory_<name>", version("1", vector("content", 4, Distance.DOT)))));

        assertThat(families.plan().isEmpty()).isTrue();
        assertThat(families.validate().isValid()).isFalse();
        assertThat(findings(families))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .contains("a version of family memory_<name> (1), found version 9"));
    }

    @Test
    default void startsAtOnceAllSucceed() throws InterruptedException, ExecutionException {
        ExecutorService hosts = Executors.newFixedThreadPool(4);
        try {
            var starts = new ArrayList<Future<?>>();
            for (int i = 0; i < 4; i++) {
                starts.add(hosts.submit(() -> over(WhisperEngine.schema()).bootstrap()));
            }
            for (Future<?> start : starts) {
                start.get();
            }
        } finally {
            hosts.shutdownNow();
        }
        assertThat(findings(over(WhisperEngine.schema()))).isEmpty();
    }

    @Test
    default void theStepsOfAPlanAreTheirOwn() {
        assertThat(over(notes()).plan().steps()).allSatisfy(step -> {
            assertThat(step.isolation()).isEqualTo(Step.Isolation.ALONE);
            assertThat(step.statement()).isPresent();
            assertThat(step.change()).isInstanceOf(VectorChange.class);
        });
    }
}
