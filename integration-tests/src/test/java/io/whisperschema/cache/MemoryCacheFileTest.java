package io.whisperschema.cache;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperEngine;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.testkit.TurnedClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache in memory is warm again after a restart. */
class MemoryCacheFileTest {
    private static final CacheLayout LAYOUT =
            CacheLayout.of(WhisperEngine.schema().cache());
    private static final String GOLDEN = "/golden/memory-cache-v1.bin";

    @TempDir
    private Path folder;

    private final TurnedClock clock = new TurnedClock();
    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("new folder").resolve("messages.cache");
    }

    private MemoryOptions options() {
        return MemoryOptions.usual().clock(clock);
    }

    private MemoryCache opened() {
        return MemoryCache.open(LAYOUT, file, options());
    }

    private static UniversalMessage message(int number) {
        return UniversalMessage.of("m-" + number, "u", "text " + number, Instant.ofEpochSecond(number))
                .in("a");
    }

    private void fill(MemoryCache cache) {
        cache.add(message(1));
        clock.turn(Duration.ofMinutes(10));
        cache.add(message(2).in("b\0:{*}"));
        cache.putSession("u", FieldValues.EMPTY.with("current_mood", "calm").with("more", "ü"));
    }

    private void fillAndClose() {
        try (MemoryCache cache = opened()) {
            fill(cache);
        }
    }

    @Test
    void whatItHeldIsThereAfterARestart() {
        fillAndClose();

        try (MemoryCache cache = opened()) {
            assertThat(cache.findings()).isEmpty();
            assertThat(cache.channels()).containsExactlyInAnyOrder("a", "b\0:{*}");
            assertThat(cache.recent("a", Recent.atMost(9)).messages()).containsExactly(message(1));
            assertThat(cache.meta("a").whole("message_count")).hasValue(1);
            assertThat(cache.session("u"))
                    .isEqualTo(FieldValues.EMPTY.with("current_mood", "calm").with("more", "ü"));
        }
    }

    @Test
    void timePassesWhileItIsClosed() {
        fillAndClose();
        clock.turn(Duration.ofMinutes(20).minusMillis(1));

        try (MemoryCache cache = opened()) {
            assertThat(cache.expiries("a").messages()).contains(Duration.ofMillis(1));
            assertThat(cache.expiries("b\0:{*}").messages())
                    .contains(Duration.ofMinutes(10).plusMillis(1));
        }
        clock.turn(Duration.ofMillis(1));
        try (MemoryCache cache = opened()) {
            assertThat(cache.recent("a", Recent.atMost(9)).messages()).isEmpty();
            assertThat(cache.meta("a").isEmpty()).isFalse();
        }
    }

    @Test
    void nothingLivesLongerBecauseTheClockWasSetBack() {
        fillAndClose();
        clock.turn(Duration.ofDays(-365));

        try (MemoryCache cache = opened()) {
            assertThat(cache.expiries("a").messages()).contains(Duration.ofMinutes(20));
        }
    }

    @Test
    void aSavedCacheIsThereWhenItsHostDied() throws IOException {
        Path copy = folder.resolve("copy");
        try (MemoryCache cache = opened()) {
            fill(cache);
            cache.save();
            Files.copy(file, copy);
            cache.clear("a");
        }

        try (MemoryCache cache = MemoryCache.open(LAYOUT, copy, options())) {
            assertThat(cache.recent("a", Recent.atMost(9)).messages()).containsExactly(message(1));
        }
        try (MemoryCache cache = opened()) {
            assertThat(cache.recent("a", Recent.atMost(9)).messages()).isEmpty();
        }
    }

    @Test
    void aHashOfWhichNothingCanBeReadIsNoHit() {
        try (MemoryCache cache = opened()) {
            cache.putSession("u", FieldValues.EMPTY.with("more", "ü"));
        }
        KeyFamily other = keyFamily("session", LAYOUT.session().pattern().text())
                .hash(field("more").integer());
        CacheLayout changed = new CacheLayout(LAYOUT.messages(), LAYOUT.meta(), other, LAYOUT.lock(), LAYOUT.prefix());

        try (MemoryCache cache = MemoryCache.open(changed, file, options())) {
            assertThat(cache.session("u").unreadable()).hasSize(1);
            assertThat(cache.stats().hits()).isZero();
            assertThat(cache.stats().misses()).isEqualTo(1);
        }
    }

    @Test
    void locksAreNotKeptAndTheirNumbersGoOn() {
        long token;
        try (MemoryCache cache = opened()) {
            cache.release(cache.tryLock("a", Duration.ofDays(1)).orElseThrow());
            token = cache.tryLock("a", Duration.ofDays(1)).orElseThrow().token();
        }
        clock.turn(Duration.ofDays(-365));

        try (MemoryCache cache = opened()) {
            assertThat(cache.tryLock("a", Duration.ofDays(1)).orElseThrow().token())
                    .isGreaterThan(token);
        }
    }

    @Test
    void whatIsWrittenWhileItIsClosedIsKeptOrRefused() {
        for (int round = 0; round < 30; round++) {
            MemoryCache cache = opened();
            cache.clear("a");
            List<CompletableFuture<Integer>> writing = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> addUntilClosed(cache)))
                    .limit(3)
                    .toList();
            while (cache.stats().writes() < 20) {
                Thread.onSpinWait();
            }
            cache.close();
            long written = writing.stream().mapToInt(CompletableFuture::join).sum();

            try (MemoryCache again = opened()) {
                assertThat(again.meta("a").whole("message_count")).hasValue(written);
            }
        }
    }

    private static int addUntilClosed(MessageCache cache) {
        for (int written = 0; ; written++) {
            try {
                cache.add(message(written));
            } catch (IllegalStateException closed) {
                return written;
            }
        }
    }

    @Test
    void aChannelIsSavedTogetherWithWhatIsKnownOfIt() throws IOException {
        try (MemoryCache cache = opened()) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> addAndClear(cache));
            do {
                cache.save();
                assertThat(saved(MessageCache::channels))
                        .hasSameSizeAs(saved(copy -> copy.meta("a").values().keySet().stream()
                                .filter("message_count"::equals)
                                .toList()));
            } while (!writing.isDone());
        }
    }

    private static void addAndClear(MessageCache cache) {
        for (int number = 0; number < 20_000; number++) {
            cache.add(message(number));
            cache.clear("a");
        }
    }

    private <T> T saved(Function<MessageCache, T> asked) throws IOException {
        Path copy = folder.resolve("copy");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        try (MemoryCache cache = MemoryCache.open(LAYOUT, copy, options())) {
            return asked.apply(cache);
        }
    }

    @Test
    void aFileBelongsToOneCacheAtATime() {
        try (MemoryCache cache = opened()) {
            cache.add(message(1));

            assertThatThrownBy(this::opened)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("another cache does");
        }
        opened().close();
    }

    @Test
    void aFileBelongsToOneCacheByWhicheverName() throws IOException {
        fillAndClose();
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        try (MemoryCache cache = opened()) {
            cache.add(message(3));

            assertThatThrownBy(() -> MemoryCache.open(LAYOUT, link, options()))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("another cache does");
        }
        MemoryCache.open(LAYOUT, link, options()).close();

        assertThat(link).isSymbolicLink();
    }

    @Test
    void itsFolderMayBeALink() throws IOException {
        fillAndClose();
        Path link = Files.createSymbolicLink(folder.resolve("link"), file.getParent());

        try (MemoryCache cache = MemoryCache.open(LAYOUT, link.resolve(file.getFileName()), options())) {
            assertThat(cache.channels()).contains("a");
        }
    }

    @Test
    void aDamagedFileIsRefusedAndStaysAsItWas() throws IOException {
        fillAndClose();
        byte[] whole = Files.readAllBytes(file);
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = damaged(whole, random);
            Files.write(file, damaged);

            assertThatThrownBy(this::opened)
                    .isInstanceOf(UnreadableDocument.class)
                    .hasMessageEndingWith("The file is as it was.");
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] damaged = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
        if (damaged.length == whole.length) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }

    @Test
    void aFileOfALaterVersionIsRefusedByName() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "{\"format\":\"whisper-schema/memory-cache\",\"version\":2}\nanything that is long enough to be read");

        assertThatThrownBy(this::opened)
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageContaining("it is of version 2, and this release reads version 1");
    }

    @Test
    void aDamagedFileIsSetAsideWhereTheHostWishesSo() throws IOException {
        for (int number = 1; number <= 2; number++) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "something else");

            try (MemoryCache cache = MemoryCache.open(LAYOUT, file, options().settingDamagedFilesAside())) {
                assertThat(cache.findings())
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.text()).contains("messages.cache.damaged-"));
                cache.add(message(1));
            }
            assertThat(file.resolveSibling("messages.cache.damaged-" + number)).hasContent("something else");
        }
        try (MemoryCache cache = opened()) {
            assertThat(cache.channels()).containsExactly("a");
        }
    }

    @Test
    void whatCannotBeWrittenLeavesTheFileAsItWas() throws IOException {
        fillAndClose();
        byte[] before = Files.readAllBytes(file);
        MemoryCache cache = opened();
        cache.add(message(3));
        Path inTheWay = file.resolveSibling("messages.cache.new");
        Files.createDirectories(inTheWay.resolve("x"));

        assertThatThrownBy(cache::save)
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageEndingWith("The file keeps what was written before.");
        cache.close();

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void onlyItsOwnerReadsTheFile() throws IOException {
        fillAndClose();

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(file.getParent())) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("messages.cache", "messages.cache.lock");
        }
    }

    @Test
    void aCacheWithoutAFileCannotBeSaved() {
        try (MemoryCache cache = MemoryCache.of(LAYOUT, options())) {
            assertThatThrownBy(cache::save).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theSameCacheIsWrittenAsTheSameBytes() throws IOException {
        fillAndClose();
        byte[] golden = golden();

        assertThat(Files.readAllBytes(file)).isEqualTo(golden);
    }

    @Test
    void theFirstVersionIsReadForEver() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, golden());
        clock.turn(Duration.ofMinutes(10));

        try (MemoryCache cache = opened()) {
            assertThat(cache.recent("a", Recent.atMost(9)).messages()).containsExactly(message(1));
            assertThat(cache.expiries("a").messages()).isEqualTo(Optional.of(Duration.ofMinutes(20)));
            assertThat(cache.session("u").values().keySet()).isEqualTo(Set.of("current_mood", "more"));
        }
    }

    private static byte[] golden() throws IOException {
        try (InputStream golden = MemoryCacheFileTest.class.getResourceAsStream(GOLDEN)) {
            return golden.readAllBytes();
        }
    }
}
