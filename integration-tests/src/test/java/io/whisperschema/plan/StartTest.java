package io.whisperschema.plan;

import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.finding.Severity;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.ValidationReport;
import io.whisperschema.testkit.FakeDialect;
import io.whisperschema.testkit.FakeServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartTest {
    private static final VectorCollection STRANGER = collection("products", vector("picture", 512, Distance.DOT));

    private final FakeServer server = new FakeServer();

    @Test
    void aFirstStartCreatesEverythingAndTheNextChangesNothing() {
        assertThat(Diary.processOn(server).bootstrap().stores().values()).containsOnly(Outcome.CREATED);
        int steps = server.applied().size();

        var second = Diary.processOn(server).bootstrap();

        assertThat(second.stores().values()).containsOnly(Outcome.UP_TO_DATE);
        assertThat(second.plan().isEmpty()).isTrue();
        assertThat(server.applied()).hasSize(steps);
    }

    @Test
    void aStoreOfStrangersIsRefusedAndNothingIsWrittenToAnyStore() {
        server.holding(new VectorCatalog(List.of(STRANGER)));

        assertThatThrownBy(() -> Diary.processOn(server).bootstrap())
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("fake-vectors differs from the definition")
                .hasMessageContaining("collection products: expected nothing, found it")
                .hasMessageContaining("Nothing was applied to any store.")
                .hasMessageContaining("besideStrangers()");
        assertThat(server.applied()).isEmpty();
    }

    @Test
    void aStartBesideStrangersLeavesThemAlone() {
        server.holding(new VectorCatalog(List.of(STRANGER)));

        var report =
                Diary.processOn(server).bootstrap(BootstrapOptions.cautious().besideStrangers());

        assertThat(report.stores().values()).containsOnly(Outcome.CREATED);
        var validation = Diary.processOn(server).validate();
        assertThat(validation.isValid()).isTrue();
        assertThat(validation.findings().get("fake-vectors"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTICE));
    }

    @Test
    void aTableThatDiffersIsRefusedAndNothingIsWrittenToAnyStore() {
        server.holding(FakeDialect.dialect()
                .spell(SchemaDefinition.named("older")
                        .tables(table("users", text("user_id").primaryKey()))));

        assertThatThrownBy(() -> Diary.processOn(server).bootstrap())
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("fake-relational differs from the definition")
                .hasMessageContaining("users");
        assertThat(server.applied()).isEmpty();
    }

    @Test
    void validationSaysOfEachStoreHowItDiffers() {
        Diary.processOn(server).bootstrap();
        server.holding(new VectorCatalog(List.of(collection("memories", vector("content", 768, Distance.COSINE)))));

        ValidationReport report = Diary.processOn(server).validate();

        assertThat(report.isValid()).isFalse();
        assertThat(report.text())
                .startsWith("fake-relational: as defined\nfake-vectors: 3 differences\n")
                .contains("ERROR  collection memories, vector content: expected 384 cosine, float32, found 768 cosine,"
                        + " float32")
                .contains(
                        "ERROR  collection memories, payload field user_id: expected index as keyword, found no index")
                .contains("ERROR  collection moods: expected it, found nothing")
                .endsWith("fake-cache: as defined\nfake-graph: as defined\n");
    }

    @Test
    void aPlanReadsLikeThis() {
        assertThat(Diary.processOn(server).plan().text()).isEqualTo("""
            1. [fake-relational] create table users
                 TABLE users (user_id text not null, name text not null)
            2. [fake-relational] create table entries
                 TABLE entries (user_id text, words text)
            3. [fake-vectors] create collection memories
            4. [fake-vectors] create collection moods
            5. [fake-cache] register key family session
            6. [fake-graph] create uniqueness constraint user_id_unique
            7. [fake-graph] create graph index user_by_name
            7 steps, 0 losing data, 5 outside a transaction.
            """);
    }

    @Test
    void thePlanOfAMinuteAgoIsThePlanOfNow() {
        Plan plan = Diary.processOn(server).plan();

        assertThat(Diary.processOn(server).plan()).isEqualTo(plan);
        assertThat(Diary.processOn(server).plan().fingerprint()).isEqualTo(plan.fingerprint());
        assertThat(server.applied()).isEmpty();
    }
}
