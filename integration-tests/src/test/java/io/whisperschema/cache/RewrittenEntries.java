package io.whisperschema.cache;

import static io.whisperschema.definition.cache.Caches.field;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryPart;
import io.whisperschema.cache.internal.entry.EntryScope;
import io.whisperschema.cache.internal.entry.Portions;
import io.whisperschema.cache.internal.entry.RawEntry;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.cache.KeyPattern;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.diff.EntryRecipe.Meeting;
import io.whisperschema.diff.FieldEdit;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.CodeStep;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Entries that are rewritten, whatever holds them. */
interface RewrittenEntries {
    long LATER = 4_000_000_000_123L;
    FieldEdit AUTHOR = new FieldEdit.Rename("author", "author_name");

    Entries entries();

    /** The same for who rewrites, who may have fewer rights. */
    default Entries worker() {
        return entries();
    }

    static KeyFamily posts(ValueType type) {
        return of("posts", "app:posts:<id>", type);
    }

    static KeyFamily of(String name, String pattern, ValueType type) {
        return new KeyFamily(
                name,
                KeyPattern.of(pattern),
                type,
                Optional.empty(),
                java.util.OptionalInt.empty(),
                List.of(
                        field("author").string(),
                        field("number").integer(),
                        field("score").floating(),
                        field("seen").epochSeconds(),
                        field("meta").json(),
                        field("mood").string().within("meta")),
                1);
    }

    static EntryRecipe recipe(KeyFamily before, FieldEdit... edits) {
        return new EntryRecipe(before, before.valueVersion(2), List.of(edits), Optional.empty(), Meeting.STOP);
    }

    static EntryRecipe moving(KeyFamily before, String pattern, Meeting meeting, FieldEdit... edits) {
        KeyFamily after = new KeyFamily(
                before.name(),
                KeyPattern.of(pattern),
                before.valueType(),
                before.ttl(),
                before.longest(),
                before.fields(),
                2);
        return new EntryRecipe(before, after, List.of(edits), Optional.empty(), meeting);
    }

    default void put(String key, ValueType type, OptionalLong expiry, String... elements) {
        put(
                key,
                type,
                expiry,
                Stream.of(elements).map(each -> each.getBytes(UTF_8)).toList());
    }

    default void put(String key, ValueType type, OptionalLong expiry, List<byte[]> elements) {
        try (Entries.Writer writer = entries().writer()) {
            Portions.of(new RawEntry(EntryKey.of(key), type, expiry, elements)).forEach(writer::write);
            writer.flush();
        }
    }

    default void put(String key, ValueType type, String... elements) {
        put(key, type, OptionalLong.of(LATER), elements);
    }

    /** All entries by key, with their type, expiry and elements as texts; sorted where their order says nothing. */
    default Map<String, String> all() {
        var all = new TreeMap<String, String>();
        try (Entries.Reader reader = entries().reader()) {
            reader.begin(EntryScope.of(Optional.empty(), key -> true));
            for (Optional<EntryPart> part = reader.next(); part.isPresent(); part = reader.next()) {
                all.merge(part.get().key().toString(), text(part.get()), (one, more) -> one + more);
            }
        }
        return all;
    }

    private static String text(EntryPart part) {
        String expiry = part.expiry().isPresent() ? "@" + part.expiry().getAsLong() : "";
        return part.elements().stream()
                        .map(each -> part.type() == ValueType.SORTED_SET
                                        && each.length == 8
                                        && each[0] >= 0
                                        && each[0] < 0x60
                                        && each[0] != '{'
                                ? String.valueOf(ByteBuffer.wrap(each).getDouble())
                                : new String(each, UTF_8))
                        .toList()
                + expiry;
    }

    static byte[] score(double score) {
        return ByteBuffer.allocate(8).putDouble(score).array();
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    default List<Finding> run(EntryRecipe recipe, CodeStep<?>... code) {
        return RewriteRun.with(code).on(worker(), recipe).noted();
    }

    /** The entry of key app:posts:1 behind a run, and behind another, which changes nothing more. */
    default String rewritten(EntryRecipe recipe, CodeStep<?>... code) {
        run(recipe, code);
        Map<String, String> once = all();
        run(recipe, code);
        assertThat(all()).isEqualTo(once);
        return once.get("app:posts:1");
    }

    default List<byte[]> elements(String key) {
        var elements = new ArrayList<byte[]>();
        try (Entries.Reader reader = entries().reader()) {
            reader.begin(EntryScope.of(Optional.empty(), EntryKey.of(key)::equals));
            for (Optional<EntryPart> part = reader.next(); part.isPresent(); part = reader.next()) {
                elements.addAll(part.get().elements());
            }
        }
        return elements;
    }
}
