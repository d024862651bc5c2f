package io.whisperschema.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineTestKit;

@WithDatabases
class WithQdrantTest {
    private static final VectorParams SMALL =
            VectorParams.newBuilder().setSize(4).setDistance(Distance.Cosine).build();

    @BeforeEach
    void aCollection(QdrantClient client) throws Exception {
        client.createCollectionAsync("memories", SMALL).get();
    }

    @RepeatedTest(2)
    void theSetUpAndTheTestGetTheSameOneAndEachTestItsOwn(QdrantClient client) throws Exception {
        assertThat(client.listCollectionsAsync().get()).containsExactly("memories");
        client.createCollectionAsync("others", SMALL).get();
    }

    @Test
    void theClientIsOneOfTheStore(EmbeddedQdrant qdrant, QdrantClient client) throws Exception {
        client.createCollectionAsync("others", SMALL).get();
        assertThat(qdrant.client().listCollectionsAsync().get()).containsExactly("memories", "others");
    }

    @Test
    void aSecondParameterIsASecondStore(
            QdrantClient source, QdrantClient target, EmbeddedQdrant first, EmbeddedQdrant second) throws Exception {
        target.createCollectionAsync("others", SMALL).get();
        assertThat(source.listCollectionsAsync().get()).containsExactly("memories");
        assertThat(first.client().listCollectionsAsync().get()).containsExactly("memories");
        assertThat(second.client().listCollectionsAsync().get()).containsExactly("others");
    }

    @Test
    void aFileKeepsWhatItHadWhenItIsOpenedAgain(QdrantFile file) throws Exception {
        assertThat(file.path()).isRegularFile();
        file.client().createCollectionAsync("others", SMALL).get();
        assertThat(file.reopened().client().listCollectionsAsync().get()).containsExactly("others");
        assertThat(file.client().listCollectionsAsync().get()).containsExactly("others");
    }

    @Nested
    class InANestedClass {
        @Test
        void theStoreIsThatOfTheOuterSetUp(QdrantClient client) throws Exception {
            assertThat(client.listCollectionsAsync().get()).containsExactly("memories");
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WithOneInstance {
        private final Set<EmbeddedQdrant> seen = ConcurrentHashMap.newKeySet();

        @RepeatedTest(2)
        void eachTestHasItsOwnAllTheSame(EmbeddedQdrant qdrant) {
            assertThat(seen.add(qdrant)).isTrue();
        }
    }

    @Test
    void whatATestWasGivenIsClosedBehindIt() {
        assertAllSucceed(Remembering.class, 1);
        assertThatThrownBy(() -> Remembering.CLIENT.get().healthCheckAsync().get(10, TimeUnit.SECONDS))
                .hasMessageContaining("UNAVAILABLE");
        assertThat(Remembering.FILE.get().getParent()).doesNotExist();
    }

    @Test
    void whatAClassAskedForIsSharedByItsTests() {
        assertAllSucceed(Sharing.class, 2);
    }

    @Test
    void testsAtTheSameTimeHaveTheirOwn() {
        assertAllSucceed(AtTheSameTime.class, 2);
    }

    private static void assertAllSucceed(Class<?> tests, int count) {
        EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .selectors(selectClass(tests))
                .execute()
                .testEvents()
                .assertStatistics(events -> events.succeeded(count).failed(0));
    }

    /** Run by a test above only: surefire does not look into nested classes. */
    @WithDatabases
    static class Remembering {
        private static final AtomicReference<QdrantClient> CLIENT = new AtomicReference<>();
        private static final AtomicReference<Path> FILE = new AtomicReference<>();

        @Test
        void theClientAndTheFile(QdrantClient client, QdrantFile file) {
            CLIENT.set(client);
            FILE.set(file.path());
        }
    }

    /** Run by a test above only. */
    @WithDatabases
    static class Sharing {
        @BeforeAll
        static void aCollection(QdrantClient client) throws Exception {
            client.createCollectionAsync("memories", SMALL).get();
        }

        @RepeatedTest(2)
        void theCollectionIsThere(QdrantClient client) throws Exception {
            assertThat(client.listCollectionsAsync().get()).containsExactly("memories");
        }
    }

    /** Run by a test above only. */
    @WithDatabases
    @Execution(ExecutionMode.CONCURRENT)
    static class AtTheSameTime {
        private static final CyclicBarrier BOTH = new CyclicBarrier(2);

        @Test
        void one(QdrantClient client) throws Exception {
            createBesideTheOther(client);
        }

        @Test
        void another(QdrantClient client) throws Exception {
            createBesideTheOther(client);
        }

        private static void createBesideTheOther(QdrantClient client)
                throws BrokenBarrierException, ExecutionException, InterruptedException, TimeoutException {
            BOTH.await(30, TimeUnit.SECONDS);
            client.createCollectionAsync("memories", SMALL).get();
            BOTH.await(30, TimeUnit.SECONDS);
            assertThat(client.listCollectionsAsync().get()).containsExactly("memories");
        }
    }
}
