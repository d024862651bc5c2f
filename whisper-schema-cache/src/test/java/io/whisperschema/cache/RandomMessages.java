package io.whisperschema.cache;

import io.whisperschema.cache.MetadataValue.Items;
import io.whisperschema.cache.MetadataValue.Members;
import io.whisperschema.cache.MetadataValue.Nothing;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Messages of every kind, the same of a seed. */
final class RandomMessages {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "\"",
            "\\",
            "\\u0041",
            "a\nb\tc\r\b\f",
            "\u001f\u007f\u0080\u07ff\u0800\uffff",
            "\ufffd",
            "\ud83d\ude00",
            "Grüße, 世界",
            "null",
            "NaN",
            "{}",
            "message_id",
            "</script>\u2028\u2029");
    private static final List<String> NAMES =
            List.of("author_name", "response_quality", "a", "b", "ü", "message_id", "");
    private static final List<Double> REALS = List.of(
            0.0,
            -0.0,
            0.9,
            1e16,
            1e-5,
            1e22,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY);
    private static final List<Long> WHOLES = List.of(
            0L,
            -1L,
            -32L,
            -33L,
            127L,
            128L,
            -128L,
            -129L,
            255L,
            256L,
            32_767L,
            65_535L,
            65_536L,
            -32_768L,
            -32_769L,
            Integer.MAX_VALUE + 1L,
            1L << 32,
            (1L << 32) - 1,
            Integer.MIN_VALUE - 1L,
            Long.MAX_VALUE,
            Long.MIN_VALUE);
    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long END = Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond();

    private final Random chance;

    RandomMessages(long seed) {
        chance = new Random(seed);
    }

    UniversalMessage next() {
        var metadata = new Metadata(members(chance.nextInt(4), 6));
        return new UniversalMessage(
                "m" + text(),
                "u" + text(),
                text(),
                moment(),
                chance.nextBoolean() ? Optional.of("c" + text()) : Optional.empty(),
                metadata,
                others(metadata));
    }

    private Instant moment() {
        long second = chance.nextInt(4) == 0 ? chance.nextLong(FIRST, END) : chance.nextLong(0, 1L << 32);
        return Instant.ofEpochSecond(second, chance.nextBoolean() ? 0 : chance.nextInt(1_000_000_000));
    }

    private Map<String, String> others(Metadata metadata) {
        var others = new LinkedHashMap<String, String>();
        for (int i = chance.nextInt(4) == 0 ? chance.nextInt(12) : 0; i > 0; i--) {
            String name = text();
            boolean isFree = !FlatMessage.PARTS.contains(name)
                    && (!FlatMessage.OF_METADATA.contains(name)
                            || metadata.value(name).isPresent());
            if (isFree) {
                others.put(name, text());
            }
        }
        return others;
    }

    private String text() {
        var text = new StringBuilder();
        for (int parts = chance.nextInt(4); parts > 0; parts--) {
            text.append(
                    switch (chance.nextInt(4)) {
                        case 0 -> TEXTS.get(chance.nextInt(TEXTS.size()));
                        case 1 -> "x".repeat(chance.nextInt(chance.nextInt(100) == 0 ? 70_000 : 300));
                        default -> NAMES.get(chance.nextInt(NAMES.size()));
                    });
        }
        return text.toString();
    }

    private Map<String, MetadataValue> members(int count, int levels) {
        var members = new LinkedHashMap<String, MetadataValue>();
        for (int i = chance.nextInt(20) == 0 ? 40 : count; i > 0; i--) {
            members.put(chance.nextBoolean() ? NAMES.get(chance.nextInt(NAMES.size())) : text(), value(levels - 1));
        }
        return members;
    }

    private MetadataValue value(int levels) {
        return switch (chance.nextInt(levels > 0 ? 8 : 6)) {
            case 0 -> Nothing.NOTHING;
            case 1 -> MetadataValue.of(chance.nextBoolean());
            case 2 ->
                MetadataValue.of(chance.nextBoolean() ? chance.nextLong() : WHOLES.get(chance.nextInt(WHOLES.size())));
            case 3 ->
                MetadataValue.of(
                        new BigInteger(1 + chance.nextInt(600), chance).subtract(BigInteger.ONE.shiftLeft(90)));
            case 4 ->
                MetadataValue.of(
                        chance.nextBoolean()
                                ? Double.longBitsToDouble(chance.nextLong())
                                : REALS.get(chance.nextInt(REALS.size())));
            case 5 -> MetadataValue.of(text());
            case 6 -> items(levels);
            default -> new Members(members(chance.nextInt(4), levels));
        };
    }

    private MetadataValue items(int levels) {
        var items = new ArrayList<MetadataValue>();
        for (int i = chance.nextInt(chance.nextInt(20) == 0 ? 40 : 4); i > 0; i--) {
            items.add(value(levels - 1));
        }
        return new Items(items);
    }
}
