package io.whisperschema.cache.internal.rewrite;

import static java.util.Objects.requireNonNull;

import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.error.UnreadableValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a hash. Neither their names nor their values need be text. */
final class HashMembers implements Members {
    private static final int PAIR = 2;

    /** By names whose characters are the bytes. */
    private final Map<String, byte[]> fields = new LinkedHashMap<>();

    /** Those of a hash's elements: each field and its value behind it. */
    HashMembers(List<byte[]> elements) {
        for (int i = 0; i < elements.size(); i += PAIR) {
            fields.put(new String(elements.get(i), StandardCharsets.ISO_8859_1), elements.get(i + 1));
        }
    }

    private static String inBytes(String name) {
        return new String(bytes(name), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] value(String name) {
        return requireNonNull(fields.get(inBytes(name)), name);
    }

    @Override
    public boolean has(String name) {
        return fields.containsKey(inBytes(name));
    }

    @Override
    public boolean isNothing(String name) {
        return false;
    }

    @Override
    public String text(String name) {
        return EntryKey.of(value(name)).text().orElseThrow(() -> new UnreadableValue("This is no Unicode text."));
    }

    @Override
    public boolean areSame(String one, String other) {
        return Arrays.equals(value(one), value(other));
    }

    @Override
    public boolean standsAs(String name, CacheFieldType type) {
        return true;
    }

    @Override
    public void put(String name, String text, CacheFieldType type) {
        fields.put(inBytes(name), bytes(text));
    }

    @Override
    public void putJson(String name, String json) {
        fields.put(inBytes(name), bytes(json));
    }

    @Override
    public void rename(String name, String other) {
        Members.rename(fields, inBytes(name), inBytes(other));
    }

    @Override
    public void remove(String name) {
        fields.remove(inBytes(name));
    }

    /** The hash's elements as they are now. */
    List<byte[]> elements() {
        var elements = new ArrayList<byte[]>(PAIR * fields.size());
        fields.forEach((name, value) -> {
            elements.add(name.getBytes(StandardCharsets.ISO_8859_1));
            elements.add(value);
        });
        return elements;
    }
}
