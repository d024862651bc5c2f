package io.whisperschema.cache;

import static io.whisperschema.cache.RewrittenEntries.bytes;
import static io.whisperschema.cache.RewrittenEntries.moving;
import static io.whisperschema.cache.RewrittenEntries.of;
import static io.whisperschema.cache.RewrittenEntries.posts;
import static io.whisperschema.cache.RewrittenEntries.recipe;
import static io.whisperschema.cache.RewrittenEntries.score;
import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.definition.cache.DocumentForm;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.diff.EntryRecipe.Meeting;
import io.whisperschema.diff.FieldEdit;
import io.whisperschema.error.StepFailed;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.CodeStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of what entries hold when they are rewritten, whatever holds them. */
interface EntryRewritingContract extends RewrittenEntries {
    @Test
    default void fieldsOfHashesGetOtherNamesAndAllElseStays() {
        put("app:posts:1", ValueType.HASH, "author", "Ann", "unknown", "x");
        put("app:posts:2", ValueType.HASH, "author_name", "Bob");
        put("app:others:1", ValueType.HASH, "author", "Cid");
        assertThat(rewritten(recipe(posts(ValueType.HASH), AUTHOR)))
                .isEqualTo("[author_name, Ann, unknown, x]@" + LATER);
        assertThat(all())
                .containsEntry("app:posts:2", "[author_name, Bob]@" + LATER)
                .containsEntry("app:others:1", "[author, Cid]@" + LATER);
    }

    @Test
    default void aFieldThatIsThereUnderBothNamesStaysAndIsTold() {
        put("app:posts:1", ValueType.HASH, "author", "Ann", "author_name", "Bob");
        put("app:posts:2", ValueType.HASH, "author", "Ann", "author_name", "Ann");
        assertThat(run(recipe(posts(ValueType.HASH), AUTHOR)))
                .extracting(Finding::sentence)
                .containsExactly("key family posts, field author: expected to become author_name, found values that"
                        + " have both, and say other things: 1 time in 2 entries, under app:posts:1");
        assertThat(all().values())
                .containsExactly("[author, Ann, author_name, Bob]@" + LATER, "[author_name, Ann]@" + LATER);
    }

    @Test
    default void typesOfFieldsChangeWhereNothingIsLost() {
        put("app:posts:1", ValueType.HASH, "number", "7", "score", "2.0", "seen", "1700000000.5");
        put("app:posts:2", ValueType.HASH, "number", "12345678901234567", "score", "2.5", "seen", "never");
        EntryRecipe recipe = recipe(
                posts(ValueType.HASH),
                new FieldEdit.Retype("number", CacheFieldType.FLOAT),
                new FieldEdit.Retype("score", CacheFieldType.INTEGER),
                new FieldEdit.Retype("seen", CacheFieldType.DATETIME));
        assertThat(run(recipe))
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.found()).endsWith(": 1 time in 2 entries, under app:posts:2"));
        assertThat(rewritten(recipe))
                .isEqualTo("[number, 7, score, 2, seen, 2023-11-14T22:13:20.500000+00:00]@" + LATER);
        assertThat(all()).containsEntry("app:posts:2", "[number, 12345678901234567, score, 2.5, seen, never]@" + LATER);
    }

    @Test
    default void fieldsComeWhereTheyAreNotAndOthersGo() {
        put("app:posts:1", ValueType.HASH, "author", "Ann", "number", "1");
        put("app:posts:2", ValueType.HASH, "author", "Ann");
        put("app:posts:3", ValueType.HASH, "unknown", "x");
        EntryRecipe recipe =
                recipe(posts(ValueType.HASH), new FieldEdit.Add("number", "0"), new FieldEdit.Drop("author"));
        assertThat(rewritten(recipe)).isEqualTo("[number, 1]@" + LATER);
        assertThat(all())
                .containsEntry("app:posts:2", "[number, 0]@" + LATER)
                .containsEntry("app:posts:3", "[number, 0, unknown, x]@" + LATER);
    }

    @Test
    default void fieldsWithinAnotherAreEditedThere() {
        put("app:posts:1", ValueType.HASH, "meta", "{\"mood\": \"calm\", \"deep\": [1.50, 2]}");
        put("app:posts:2", ValueType.HASH, "meta", "[\"no object\"]");
        put("app:posts:3", ValueType.HASH, "author", "Ann");
        EntryRecipe recipe = recipe(posts(ValueType.HASH), new FieldEdit.Rename("mood", "temper"));
        assertThat(run(recipe))
                .singleElement()
                .satisfies(each -> assertThat(each.place()).isEqualTo("key family posts, field meta"));
        assertThat(rewritten(recipe)).isEqualTo("[meta, {\"temper\": \"calm\", \"deep\": [1.50, 2]}]@" + LATER);
        assertThat(all()).containsEntry("app:posts:3", "[author, Ann]@" + LATER);
    }

    @Test
    default void documentsOfListsKeepTheirOrderAndTheirForm() {
        put(
                "app:posts:1",
                ValueType.LIST,
                "{\"a\":1,\"author\":\"Ann\"}",
                "plain words",
                "{\"b\": 2.50}",
                "{\"author\":\"B\"}");
        EntryRecipe recipe =
                recipe(posts(ValueType.LIST), AUTHOR, new FieldEdit.Retype("number", CacheFieldType.STRING));
        assertThat(run(recipe))
                .singleElement()
                .satisfies(each -> assertThat(each.found())
                        .startsWith("values that are neither: 1 time")
                        .endsWith("under app:posts:1")
                        .doesNotContain("plain words"));
        assertThat(rewritten(recipe))
                .isEqualTo("[{\"a\": 1, \"author_name\": \"Ann\"}, plain words, {\"b\": 2.50},"
                        + " {\"author_name\": \"B\"}]@" + LATER);
    }

    @Test
    default void singleValuesAndEntriesWithoutExpiryAreRewritten() {
        put("app:posts:1", ValueType.STRING, OptionalLong.empty(), "{\"author\": \"Ann\", \"number\": \"7\"}");
        put("app:posts:2", ValueType.STRING, "{\"author\": null}");
        EntryRecipe recipe = recipe(
                posts(ValueType.STRING), AUTHOR, new FieldEdit.Add("score", "0.5"), new FieldEdit.Add("mood", "calm"));
        assertThat(rewritten(recipe))
                .isEqualTo(
                        "[{\"author_name\": \"Ann\", \"number\": \"7\", \"score\": 0.5, \"meta\": {\"mood\": \"calm\"}}]");
        assertThat(all())
                .containsEntry(
                        "app:posts:2",
                        "[{\"author_name\": null, \"score\": 0.5, \"meta\": {\"mood\": \"calm\"}}]@" + LATER);
    }

    @Test
    default void membersOfSetsThatBecomeTheSameAreOne() {
        put("app:posts:1", ValueType.SET, "{\"a\": 1, \"number\": 1}", "{\"a\": 1, \"number\": 2}", "{\"a\": 2}");
        EntryRecipe recipe = recipe(posts(ValueType.SET), new FieldEdit.Drop("number"));
        assertThat(run(recipe))
                .extracting(Finding::found)
                .containsExactly("members that became the same: 1 time in 1 entry, under app:posts:1");
        assertThat(rewritten(recipe)).isEqualTo("[{\"a\": 1}, {\"a\": 2}]@" + LATER);
    }

    @Test
    default void membersOfSortedSetsKeepTheirScoresAndThoseThatWouldMeetStay() {
        put(
                "app:posts:1",
                ValueType.SORTED_SET,
                OptionalLong.of(LATER),
                List.of(
                        bytes("{\"a\": 1, \"number\": 1}"),
                        score(1.5),
                        bytes("{\"a\": 1, \"number\": 2}"),
                        score(2.5),
                        bytes("{\"a\": 3, \"number\": 1}"),
                        score(3.5),
                        bytes("{\"a\": 4, \"number\": 1}"),
                        score(4.5),
                        bytes("{\"a\": 4, \"number\": 2}"),
                        score(4.5)));
        EntryRecipe recipe = recipe(posts(ValueType.SORTED_SET), new FieldEdit.Drop("number"));
        assertThat(run(recipe))
                .extracting(Finding::found)
                .containsExactly(
                        "members that would become the same, with other scores: 1 time in 1 entry, under app:posts:1",
                        "members that became the same: 1 time in 1 entry, under app:posts:1");
        assertThat(rewritten(recipe))
                .isEqualTo("[{\"a\": 1, \"number\": 1}, 1.5, {\"a\": 1, \"number\": 2}, 2.5, {\"a\": 3}, 3.5,"
                        + " {\"a\": 4}, 4.5]@" + LATER);
    }

    @Test
    default void messagesInTheirEnvelopesAreEditedAndStayInThem() {
        KeyFamily messages = messages();
        UniversalMessage message = UniversalMessage.of("m-1", "u", "text", Instant.EPOCH)
                .with(Metadata.of("author_name", "Ann").and("deep", Metadata.of("n", 1L)));
        put(
                "app:messages:1",
                ValueType.LIST,
                OptionalLong.of(LATER),
                List.of(
                        MessageCodec.messagePack().encode(message),
                        MessageCodec.json().encode(message),
                        MessageCodec.flat().encode(message)));
        run(recipe(
                messages,
                new FieldEdit.Rename("author_name", "author"),
                new FieldEdit.Add("team", "red"),
                new FieldEdit.Add("kind", "chat")));
        UniversalMessage after = new UniversalMessage(
                "m-1",
                "u",
                "text",
                Instant.EPOCH,
                Optional.empty(),
                Metadata.of("author", "Ann").and("deep", Metadata.of("n", 1L)).and("team", "red"),
                Map.of("kind", "chat"));
        assertThat(elements("app:messages:1"))
                .containsExactly(
                        MessageCodec.messagePack().encode(after),
                        MessageCodec.json().encode(after),
                        MessageCodec.flat().encode(after));
    }

    static KeyFamily messages() {
        return keyFamily("messages", "app:messages:<id>")
                .list(
                        field("message_id").string(),
                        field("user_id").string(),
                        field("content").string(),
                        field("timestamp").datetime(),
                        field("metadata").json(),
                        field("author_name").string().within("metadata"),
                        field("team").string().within("metadata"));
    }

    @Test
    default void messagesAreWrittenInAnotherFormAndWhatIsNoneStays() {
        UniversalMessage message = UniversalMessage.of("m-1", "u", "text", Instant.EPOCH);
        byte[] flat = MessageCodec.flat().encode(message);
        put("app:messages:1", ValueType.LIST, OptionalLong.of(LATER), List.of(flat, bytes("{}"), bytes("\u0001")));
        var recipe = new EntryRecipe(
                messages(),
                messages().valueVersion(2),
                List.of(),
                Optional.of(DocumentForm.MESSAGE_PACK),
                Meeting.STOP);
        assertThat(run(recipe)).hasSize(2);
        assertThat(elements("app:messages:1"))
                .containsExactly(MessageCodec.messagePack().encode(message), bytes("{}"), bytes("\u0001"));
    }

    @Test
    default void messagesThatWouldBeNoneAnyMoreStay() {
        byte[] packed = MessageCodec.messagePack().encode(UniversalMessage.of("m-1", "u", "text", Instant.EPOCH));
        put("app:messages:1", ValueType.LIST, OptionalLong.of(LATER), List.of(packed));
        assertThat(run(recipe(messages(), new FieldEdit.Drop("user_id"))))
                .extracting(Finding::expected)
                .containsExactly("messages behind all edits");
        assertThat(elements("app:messages:1")).containsExactly(packed);
    }

    @Test
    default void hostCodeComputesFieldsFromOthersAndTheKey() {
        put("app:posts:1", ValueType.HASH, "author", "Ann", "number", "41");
        put("app:posts:a%3Ab", ValueType.HASH, "number", "none");
        EntryRecipe recipe = recipe(
                posts(ValueType.HASH),
                new FieldEdit.Compute("number", new CodeName("counts", "1")),
                new FieldEdit.Compute("mood", new CodeName("counts", "1")));
        assertThat(rewritten(recipe, new Counts()))
                .isEqualTo("[author, Ann, meta, {\"mood\": \"Ann\"}, number, 100]@" + LATER);
        assertThat(all()).containsEntry("app:posts:a%3Ab", "[meta, {\"mood\": \"a:b\"}, number, none]@" + LATER);
    }

    /** Says 100 where a number is, and in which mood somebody is. */
    final class Counts implements CodeStep<CachedValues> {
        @Override
        public String name() {
            return "counts";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Class<CachedValues> context() {
            return CachedValues.class;
        }

        @Override
        public void run(CachedValues values) {
            for (CachedValues.Value value : values.values()) {
                if (value.fields().whole("number").isPresent()) {
                    value.put("number", 100L);
                }
                value.put(
                        "mood", value.fields().text("author").orElse(value.key().get("id")));
            }
        }
    }

    @Test
    default void hostCodeThatRefusesStopsTheRunAndNamesTheKey() {
        put("app:posts:1", ValueType.HASH, "author", "Ann");
        EntryRecipe recipe =
                recipe(posts(ValueType.HASH), new FieldEdit.Compute("number", new CodeName("refuses", "1")));
        var refusing = new CodeStep<CachedValues>() {
            @Override
            public String name() {
                return "refuses";
            }

            @Override
            public String version() {
                return "1";
            }

            @Override
            public Class<CachedValues> context() {
                return CachedValues.class;
            }

            @Override
            public void run(CachedValues values) {
                throw values.values().get(0).refused("has no number");
            }
        };
        assertThatThrownBy(() -> run(recipe, refusing))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("under key app:posts:1: it has no number");
        assertThat(all()).containsEntry("app:posts:1", "[author, Ann]@" + LATER);
    }

    @Test
    default void largeEntriesAreRewrittenPieceByPiece() {
        String padding = "p".repeat(900);
        List<byte[]> documents = IntStream.range(0, 1500)
                .mapToObj(i -> bytes("{\"author\": \"" + i + "\", \"x\": \"" + padding + "\"}"))
                .toList();
        List<byte[]> after = IntStream.range(0, 1500)
                .mapToObj(i -> bytes("{\"author_name\": \"" + i + "\", \"x\": \"" + padding + "\"}"))
                .toList();
        put("app:posts:1", ValueType.LIST, OptionalLong.of(LATER), documents);
        put("app:sets:1", ValueType.SET, OptionalLong.of(LATER), documents);
        put("app:scores:1", ValueType.SORTED_SET, OptionalLong.of(LATER), withScores(documents));
        run(moving(posts(ValueType.LIST), "app:new:<id>", Meeting.STOP, AUTHOR));
        run(recipe(of("sets", "app:sets:<id>", ValueType.SET), AUTHOR));
        run(recipe(of("scores", "app:scores:<id>", ValueType.SORTED_SET), AUTHOR));
        assertThat(elements("app:new:1")).containsExactlyElementsOf(after);
        assertThat(elements("app:sets:1")).containsExactlyInAnyOrderElementsOf(after);
        assertThat(elements("app:scores:1")).containsExactlyInAnyOrderElementsOf(withScores(after));
        assertThat(all().keySet()).containsExactly("app:new:1", "app:scores:1", "app:sets:1");
        assertThat(all().values()).allSatisfy(each -> assertThat(each).contains("@" + LATER));
    }

    private static List<byte[]> withScores(List<byte[]> members) {
        var elements = new ArrayList<byte[]>();
        for (int i = 0; i < members.size(); i++) {
            elements.add(members.get(i));
            elements.add(score(i / 4.0));
        }
        return elements;
    }
}
