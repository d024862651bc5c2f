package io.whisperschema.cache.internal.rewrite;

import static io.whisperschema.definition.cache.Caches.field;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.cache.MessageCodec;
import io.whisperschema.cache.Metadata;
import io.whisperschema.cache.MetadataValue;
import io.whisperschema.cache.UniversalMessage;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.Piece;
import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.diff.EntryRecipe.Meeting;
import io.whisperschema.diff.FieldEdit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random edits of random values give what a plain map gives, and nothing more the second time. */
class TransformationPropertyTest {
    private static final int CASES = 3000;
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final List<String> TEXTS = List.of("1", "2.0", "2.5", "x", "", "12345678901234567", "-7", "{}");

    private final Random random = new Random(20_261_122L);
    private final Notes notes = new Notes("posts");

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private FieldEdit edit() {
        return switch (random.nextInt(4)) {
            case 0 -> new FieldEdit.Rename(name(), name());
            case 1 -> new FieldEdit.Add(name(), "x");
            case 2 -> new FieldEdit.Drop(name());
            default ->
                new FieldEdit.Retype(name(), random.nextBoolean() ? CacheFieldType.INTEGER : CacheFieldType.FLOAT);
        };
    }

    private List<FieldEdit> edits() {
        var edits = new ArrayList<FieldEdit>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            edits.add(edit());
        }
        return edits;
    }

    private Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < random.nextInt(4); i++) {
            values.put(name(), TEXTS.get(random.nextInt(TEXTS.size())));
        }
        return values;
    }

    /** What a plain map becomes, whose fields are all texts to begin with. */
    private static Map<String, String> plain(Map<String, String> before, List<FieldEdit> edits) {
        var values = new LinkedHashMap<>(before);
        for (FieldEdit edit : edits) {
            String name = edit.field();
            if (edit instanceof FieldEdit.Rename rename && values.containsKey(name)) {
                if (!values.containsKey(rename.after())) {
                    var renamed = new LinkedHashMap<String, String>();
                    values.forEach((each, value) -> renamed.put(each.equals(name) ? rename.after() : each, value));
                    values.clear();
                    values.putAll(renamed);
                } else if (!rename.after().equals(name)
                        && values.get(rename.after()).equals(values.get(name))) {
                    values.remove(name);
                }
            } else if (edit instanceof FieldEdit.Add add) {
                values.putIfAbsent(name, add.value());
            } else if (edit instanceof FieldEdit.Drop) {
                values.remove(name);
            } else if (edit instanceof FieldEdit.Retype retype && retype.type() == CacheFieldType.INTEGER) {
                values.computeIfPresent(
                        name, (same, text) -> text.equals("2.0") && wasReal(name, edits, edit) ? "2" : text);
            }
        }
        return values;
    }

    /** Only a number may lose its fraction: text that looks like one stays text. */
    private static boolean wasReal(String name, List<FieldEdit> edits, FieldEdit last) {
        var types = new LinkedHashMap<String, CacheFieldType>();
        for (FieldEdit edit : edits) {
            if (edit.equals(last) && edit == last) {
                break;
            }
            if (edit instanceof FieldEdit.Rename rename) {
                CacheFieldType type = types.remove(edit.field());
                types.put(rename.after(), type == null ? CacheFieldType.STRING : type);
            } else if (edit instanceof FieldEdit.Retype retype) {
                types.put(edit.field(), retype.type());
            } else if (edit instanceof FieldEdit.Drop) {
                types.remove(edit.field());
            }
        }
        return types.get(name) == CacheFieldType.FLOAT;
    }

    private List<byte[]> transformed(
            ValueType type, List<CacheField> fields, List<FieldEdit> edits, List<byte[]> elements) {
        var start = KeyFamily.of("posts", "posts:<id>");
        CacheField[] all = fields.toArray(CacheField[]::new);
        KeyFamily family = type == ValueType.HASH ? start.hash(all) : start.list(all);
        var recipe = new EntryRecipe(family, family.valueVersion(2), edits, Optional.empty(), Meeting.STOP);
        var piece = new Piece(EntryKey.of("posts:1"), Piece.Extent.WHOLE, 0, elements, Optional.empty(), false);
        return new Transformation(recipe, new NoCode(), notes)
                .of(List.of(piece))
                .get(0);
    }

    private static List<CacheField> known() {
        return NAMES.stream().map(name -> field(name).string()).toList();
    }

    private static List<byte[]> elements(Map<String, String> values) {
        var elements = new ArrayList<byte[]>();
        values.forEach((name, value) -> {
            elements.add(name.getBytes(UTF_8));
            elements.add(value.getBytes(UTF_8));
        });
        return elements;
    }

    @Test
    void hashesBecomeWhatMapsBecome() {
        for (int i = 0; i < CASES; i++) {
            Map<String, String> values = values();
            List<FieldEdit> edits = edits();
            List<byte[]> after = transformed(ValueType.HASH, known(), edits, elements(values));
            assertThat(after)
                    .as(values + " by " + edits)
                    .usingElementComparator(java.util.Arrays::compare)
                    .containsExactlyElementsOf(elements(plain(values, edits)));
        }
    }

    @Test
    void messagesBecomeWhatMapsBecomeInEachForm() {
        List<CacheField> fields = new ArrayList<>(List.of(
                field("message_id").string(),
                field("user_id").string(),
                field("content").string(),
                field("timestamp").datetime(),
                field("metadata").json()));
        NAMES.forEach(name -> fields.add(field(name).string()));
        for (int i = 0; i < CASES; i++) {
            Map<String, String> values = values();
            List<FieldEdit> edits = edits();
            Metadata metadata = Metadata.of("n", random.nextDouble()).and("t", MetadataValue.items());
            UniversalMessage before = message(metadata, values);
            UniversalMessage after = message(metadata, plain(values, edits));
            for (MessageCodec codec : List.of(MessageCodec.flat(), MessageCodec.json(), MessageCodec.messagePack())) {
                List<byte[]> bytes = transformed(ValueType.LIST, fields, edits, List.of(codec.encode(before)));
                assertThat(codec.decode(bytes.get(0)))
                        .as(values + " by " + edits)
                        .isEqualTo(after);
                assertThat(bytes.get(0)).startsWith(codec.encode(after)[0]);
            }
        }
    }

    private static UniversalMessage message(Metadata metadata, Map<String, String> others) {
        return new UniversalMessage("m", "u", "text \u00fc", Instant.EPOCH, Optional.empty(), metadata, others);
    }

    @Test
    void whatIsNoDocumentStaysByteForByte() {
        for (int i = 0; i < CASES; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            assertThat(transformed(ValueType.LIST, known(), edits(), List.of(bytes))
                            .get(0))
                    .isEqualTo(bytes);
        }
    }
}
