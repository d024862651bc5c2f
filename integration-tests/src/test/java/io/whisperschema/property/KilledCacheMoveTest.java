package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.whisperschema.cache.RedisStore;
import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MoveReport;
import io.whisperschema.testkit.RedisDatabase;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever is killed while it moves entries of a cache, at any moment, leaves what the same call finishes: no entry is lost, none
 * has others' elements, and nobody starts on a target before all of it is there.
 */
class KilledCacheMoveTest {
    private static final int KILLS = 20;

    private final RedisDatabase from = RedisDatabase.onSharedServer();
    private final RedisDatabase to = RedisDatabase.onSharedServer();
    private final RedisClient source = RedisClient.create(from.uri());
    private final RedisClient target = RedisClient.create(to.uri());
    private final RedisCommands<String, String> filled = source.connect().sync();
    private final RedisCommands<String, String> there = target.connect().sync();
    private final Kills kills = Kills.of(CacheMovingProgram.class, "moved");

    @AfterEach
    void close() {
        source.shutdown(Duration.ZERO, Duration.ZERO);
        target.shutdown(Duration.ZERO, Duration.ZERO);
        from.close();
        to.close();
    }

    @Test
    void toAServer() {
        kills.hold(Property.cases(KILLS), (seed, size) -> {
            var move = new CacheMoving(seed, size);
            move.fill(filled);
            Moments moments = Moments.counted();
            there.flushdb();
            MoveReport undisturbed = move.move(source, target, moments);
            assertThat(undisturbed.isProven()).isTrue();
            there.flushdb();
            var chance = new Chance(~seed);
            String moment = Moments.numbered(chance.below(moments.count()));
            Stream<String> arguments = Stream.of(String.valueOf(seed), String.valueOf(size), from.uri(), to.uri());
            if (!kills.isKilled(chance, moment, arguments)) {
                return false;
            }
            goesOn(move, undisturbed.targetRoot());
            return true;
        });
    }

    private void goesOn(CacheMoving move, String root) {
        CacheCatalog found = RedisStore.over(target).inspect();
        boolean unfinished = !found.foreignObjects().isEmpty();
        if (unfinished) {
            assertThatThrownBy(CacheMoving.host(target, "new")::bootstrap).isInstanceOf(MoveUnfinished.class);
        }
        if (unfinished || found.isEmpty()) {
            assertThat(move.move(source, target, Moments.counted()).isProven()).isTrue();
        }
        MoveReport report = move.verified(source, target);
        assertThat(report.isProven()).as(report.text()).isTrue();
        assertThat(report.targetRoot()).isEqualTo(root);
        assertThat(CacheMoving.host(target, "new").bootstrap().stores()).containsEntry("new", Outcome.UP_TO_DATE);
        assertThat(there.keys("whisper_schema:*")).containsExactly("whisper_schema:families");
    }
}
