package io.whisperschema.cache;

import static io.whisperschema.cache.RewrittenEntries.moving;
import static io.whisperschema.cache.RewrittenEntries.of;
import static io.whisperschema.cache.RewrittenEntries.posts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.diff.EntryRecipe.Meeting;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.StepFailed;
import io.whisperschema.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What becomes of entries that get other keys, and of a run. */
interface EntryMovingContract extends RewrittenEntries {
    @Test
    default void entriesMoveToTheirNewKeysWithTheirExpiry() {
        for (int i = 0; i < 100; i++) {
            put("app:posts:" + i, ValueType.LIST, OptionalLong.of(LATER + i), "{\"author\": \"" + i + "\"}", "x");
        }
        put("app:posts:100", ValueType.STRING, "of another type");
        EntryRecipe recipe = moving(posts(ValueType.LIST), "app:{posts}:<id>", Meeting.STOP, AUTHOR);
        assertThat(run(recipe)).hasSize(2);
        Map<String, String> all = all();
        assertThat(all).hasSize(101).containsEntry("app:posts:100", "[of another type]@" + LATER);
        for (int i = 0; i < 100; i++) {
            assertThat(all).containsEntry("app:{posts}:" + i, "[{\"author_name\": \"" + i + "\"}, x]@" + (LATER + i));
        }
        run(recipe);
        assertThat(all()).isEqualTo(all);
    }

    @Test
    default void aNewKeyWithOtherContentsStopsTheRunBeforeEitherIsTouched() {
        put("app:posts:1", ValueType.LIST, "{\"author\": \"Ann\"}");
        put("app:{posts}:1", ValueType.LIST, "{\"author\": \"Bob\"}");
        Map<String, String> before = all();
        assertThatThrownBy(() -> run(moving(posts(ValueType.LIST), "app:{posts}:<id>", Meeting.STOP)))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("key app:posts:1 is to become app:{posts}:1");
        assertThat(all()).isEqualTo(before);
        assertThat(run(moving(posts(ValueType.LIST), "app:{posts}:<id>", Meeting.KEEP_NEW)))
                .extracting(Finding::found)
                .containsExactly("other contents: 1 time in 1 entry, under app:posts:1");
        assertThat(all()).hasSize(1).containsEntry("app:{posts}:1", before.get("app:{posts}:1"));
    }

    @Test
    default void anEntryThatIsUnderBothKeysGoesFromTheOld() {
        put("app:posts:1", ValueType.HASH, "author_name", "Ann", "x", "y");
        put("app:{posts}:1", ValueType.HASH, "x", "y", "author_name", "Ann");
        run(moving(posts(ValueType.HASH), "app:{posts}:<id>", Meeting.STOP, AUTHOR));
        assertThat(all()).hasSize(1).containsEntry("app:{posts}:1", "[author_name, Ann, x, y]@" + LATER);
    }

    @Test
    default void newKeysThatFitTheOldPatternTooAreMovedOnce() {
        KeyFamily before = of("posts", "<id>:posts", ValueType.HASH);
        put("ann:posts", ValueType.HASH, "author", "Ann");
        EntryRecipe recipe = moving(before, "v2-<id>:posts", Meeting.STOP, AUTHOR);
        run(recipe);
        assertThat(all()).hasSize(1).containsEntry("v2-ann:posts", "[author_name, Ann]@" + LATER);
        run(recipe);
        assertThat(all()).hasSize(1);
    }

    @Test
    default void aRunThatIsStoppedGoesOnWhereItWas() {
        for (int i = 0; i < 700; i++) {
            put("app:posts:" + i, ValueType.LIST, "{\"author\": \"" + i + "\"}");
        }
        EntryRecipe recipe = moving(posts(ValueType.LIST), "app:{posts}:<id>", Meeting.STOP, AUTHOR);
        var stopping = RewriteRun.watchedBy(done -> {
            throw new Cancelled(0, "stopped");
        });
        assertThatThrownBy(() -> stopping.on(worker(), recipe)).isInstanceOf(Cancelled.class);
        assertThat(all().keySet())
                .anyMatch(key -> key.startsWith("app:posts:"))
                .anyMatch(key -> key.startsWith("app:{"));
        run(recipe);
        assertThat(all())
                .hasSize(700)
                .allSatisfy((key, value) ->
                        assertThat(value).isEqualTo("[{\"author_name\": \"" + key.substring(12) + "\"}]@" + LATER));
    }

    @Test
    default void whatTheCacheHasOnRecordIsTheNewFamily() {
        KeyFamily before = posts(ValueType.HASH);
        KeyFamily after = of("articles", "app:articles:<id>", ValueType.HASH).valueVersion(3);
        put("app:posts:1", ValueType.HASH, "author", "Ann");
        new io.whisperschema.cache.internal.move.FamilyRecords(entries()).put(List.of(before));
        run(new EntryRecipe(before, after, List.of(), Optional.empty(), Meeting.STOP));
        assertThat(new CacheWork(entries()).inspect().families())
                .extracting(KeyFamily::name, KeyFamily::valueVersion)
                .containsExactly(org.assertj.core.api.Assertions.tuple("articles", 3));
    }
}
