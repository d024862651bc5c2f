package io.whisperschema.cache.internal.rewrite;

import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.Piece;
import io.whisperschema.cache.internal.entry.Portions;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.error.UnreadableValue;
import io.whisperschema.spi.Execution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What becomes of elements by a recipe. It reads and writes nothing. Not thread-safe. */
final class Transformation {
    private final ValueType type;
    private final List<Edit> edits;
    private final boolean changesValues;
    private final Forms forms;
    private final Codes codes;
    private final Notes notes;

    Transformation(EntryRecipe recipe, Execution execution, Notes notes) {
        type = recipe.before().valueType();
        edits = Edits.of(recipe);
        changesValues = !edits.isEmpty() || (recipe.form().isPresent() && type != ValueType.HASH);
        forms = new Forms(recipe.before(), recipe.form(), notes);
        codes = new Codes(recipe, execution);
        this.notes = notes;
    }

    /** The elements that each piece is to have, in the same order; the same objects where they stay as they are. */
    List<List<byte[]>> of(List<Piece> pieces) {
        if (!changesValues) {
            return pieces.stream().map(Piece::elements).toList();
        }
        List<Opened> opened = pieces.stream().map(this::opened).toList();
        List<Document> documents = opened.stream().flatMap(Opened::documents).toList();
        for (Edit edit : edits) {
            if (edit instanceof Edit.Compute compute) {
                codes.compute(compute, documents);
            } else {
                documents.forEach(document -> document.apply(edit));
            }
        }
        return opened.stream().map(Opened::elements).toList();
    }

    private Opened opened(Piece piece) {
        return type == ValueType.HASH ? new OpenedHash(piece, notes) : new OpenedDocuments(piece);
    }

    private interface Opened {
        Stream<Document> documents();

        List<byte[]> elements();
    }

    private static final class OpenedHash implements Opened {
        private final HashMembers members;
        private final Document document;

        OpenedHash(Piece piece, Notes notes) {
            members = new HashMembers(piece.elements());
            document = new Document(piece.key(), members, notes);
        }

        @Override
        public Stream<Document> documents() {
            return Stream.of(document);
        }

        @Override
        public List<byte[]> elements() {
            return members.elements();
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Slot(byte[] bytes, Optional<Forms.Open> open, Optional<Document> document) {}

    private final class OpenedDocuments implements Opened {
        private final Piece piece;
        private final List<Slot> slots = new ArrayList<>();

        OpenedDocuments(Piece piece) {
            this.piece = piece;
            int width = Portions.width(type);
            for (int i = 0; i < piece.elements().size(); i += width) {
                slots.add(slot(piece.elements().get(i)));
            }
        }

        private Slot slot(byte[] bytes) {
            try {
                Forms.Open open = forms.opened(bytes);
                var document = new Document(piece.key(), open.members(), notes);
                return new Slot(bytes, Optional.of(open), Optional.of(document));
            } catch (UnreadableValue none) {
                notes.stays(
                        piece.key(),
                        "JSON objects, and messages of known versions",
                        "values that are neither",
                        "They stay as they are. Look who writes them.");
                return new Slot(bytes, Optional.empty(), Optional.empty());
            }
        }

        @Override
        public Stream<Document> documents() {
            return slots.stream().flatMap(slot -> slot.document().stream());
        }

        @Override
        public List<byte[]> elements() {
            List<byte[]> values = slots.stream().map(this::closed).toList();
            return switch (type) {
                case SORTED_SET -> scored(values);
                case SET -> distinct(values);
                default -> values;
            };
        }

        private byte[] closed(Slot slot) {
            return slot.open().map(open -> forms.closed(open, piece.key())).orElse(slot.bytes());
        }

        private List<byte[]> distinct(List<byte[]> values) {
            Set<EntryKey> seen = new HashSet<>();
            List<byte[]> distinct = values.stream()
                    .filter(value -> seen.add(EntryKey.of(value)))
                    .toList();
            if (distinct.size() < values.size()) {
                noteCollapse();
            }
            return distinct;
        }

        private void noteCollapse() {
            notes.happened(
                    piece.key(), "members of their own", "members that became the same", "They are one from now on.");
        }

        /** Members that would become the same stay as they are where their scores differ. */
        private List<byte[]> scored(List<byte[]> members) {
            var settled = new ArrayList<>(members);
            while (hasKeptSome(settled)) {
                notes.stays(
                        piece.key(),
                        "members of their own",
                        "members that would become the same, with other scores",
                        "They stay as they are. Say which score is right, and take the other away.");
            }
            Set<EntryKey> seen = new HashSet<>();
            var elements = new ArrayList<byte[]>();
            for (int i = 0; i < settled.size(); i++) {
                if (seen.add(EntryKey.of(settled.get(i)))) {
                    elements.add(settled.get(i));
                    elements.add(piece.elements().get(2 * i + 1));
                } else {
                    noteCollapse();
                }
            }
            return elements;
        }

        private boolean hasKeptSome(List<byte[]> members) {
            Map<EntryKey, Set<EntryKey>> scores = new HashMap<>();
            for (int i = 0; i < members.size(); i++) {
                scores.computeIfAbsent(EntryKey.of(members.get(i)), any -> new HashSet<>())
                        .add(EntryKey.of(piece.elements().get(2 * i + 1)));
            }
            boolean hasKept = false;
            for (int i = 0; i < members.size(); i++) {
                byte[] before = piece.elements().get(2 * i);
                int count = scores.getOrDefault(EntryKey.of(members.get(i)), Set.of())
                        .size();
                if (count > 1 && !Arrays.equals(before, members.get(i))) {
                    members.set(i, before);
                    hasKept = true;
                }
            }
            return hasKept;
        }
    }
}
