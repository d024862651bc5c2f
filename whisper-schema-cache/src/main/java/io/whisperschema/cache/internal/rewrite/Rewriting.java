package io.whisperschema.cache.internal.rewrite;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.Piece;
import io.whisperschema.cache.internal.entry.Piece.Extent;
import io.whisperschema.cache.internal.entry.Portions;
import io.whisperschema.cache.internal.entry.Rewriter;
import io.whisperschema.cache.internal.entry.Rewriter.Outcome;
import io.whisperschema.cache.internal.entry.Rewriter.Rewrite;
import io.whisperschema.cache.internal.entry.Rewriter.Wanted;
import io.whisperschema.cache.internal.move.FamilyRecords;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.diff.EntryRecipe.Meeting;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Execution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Carries out one step: the entries of a family become those of another, and the record says so. It looks at all entries until none
 * was to be written any more, since clients may write some as they were before. What clients of the old version write behind the
 * last look stays as they write it, under the old key where keys changed; rewriting once more takes it along.
 */
public final class Rewriting {
    private static final int LOOKS = 10;
    private static final int TRIES = 200;
    private static final int LATE = 1000;
    private static final int FEW = 16;

    private final Entries entries;
    private final Step step;
    private final EntryRecipe recipe;
    private final Execution execution;
    private final NewKeys keys;
    private final Notes notes;
    private final Transformation transformation;
    private final Map<EntryKey, Piece> late = new LinkedHashMap<>();
    private long looked;
    private long written;

    public Rewriting(Entries entries, Step step, EntryRecipe recipe, Execution execution) {
        this.entries = entries;
        this.step = step;
        this.recipe = recipe;
        this.execution = execution;
        keys = new NewKeys(recipe);
        notes = new Notes(recipe.before().name());
        transformation = new Transformation(recipe, execution, notes);
    }

    /** Rewrites all entries. What is done stays when it is stopped, and the next run goes on. */
    public void run() {
        long about = entries.count(keys.scope());
        try (Rewriter rewriter = entries.rewriter()) {
            boolean isThrough = false;
            boolean sawAll = false;
            for (int looks = 0; looks < LOOKS && !isThrough; looks++) {
                look(rewriter, about);
                sawAll = rewriter.sawAll();
                isThrough = sawAll && written == 0;
            }
            if (!sawAll) {
                throw new Stopped("slots of the cluster got another server during each look at all entries;"
                        + " run again when they stay where they are");
            }
            noteWritersOfOldEntries(isThrough);
        } finally {
            notes.findings().forEach(finding -> execution.noted(step, finding));
        }
        record();
    }

    private void noteWritersOfOldEntries(boolean isThrough) {
        if (!isThrough) {
            execution.noted(
                    step,
                    Finding.warning(
                            "key family " + recipe.before().name(),
                            "no client that writes entries as they were before",
                            "some that do, since each of " + LOOKS + " looks found such",
                            "Stop the clients of the old version, and rewrite once more."));
        }
    }

    private void record() {
        var records = new FamilyRecords(entries);
        records.put(List.of(recipe.after()));
        if (!recipe.before().name().equals(recipe.after().name())) {
            records.drop(recipe.before().name());
        }
    }

    private void look(Rewriter rewriter, long about) {
        notes.lookAgain();
        looked = 0;
        written = 0;
        late.clear();
        rewriter.begin(keys.scope(), new Wanted(recipe.before().valueType(), Fields.of(recipe), keys::goal));
        for (List<Piece> pieces = rewriter.next(); !pieces.isEmpty(); pieces = rewriter.next()) {
            rewrite(rewriter, pieces);
            long whole = pieces.stream().filter(Piece::isLast).count();
            looked += whole;
            notes.looked(whole);
            execution.progressed(step, Math.min(looked, about), about);
        }
        for (Piece piece : List.copyOf(late.values())) {
            execution.progressed(step, Math.min(looked, about), about);
            if (!isSettled(rewriter, piece)) {
                throw new Stopped("key " + piece.key() + " is written all the time: it changed between reading and"
                        + " writing " + 2 * TRIES + " times; running again goes on");
            }
        }
    }

    private void rewrite(Rewriter rewriter, List<Piece> pieces) {
        List<Piece> known = pieces.stream().filter(this::isOfType).toList();
        List<List<byte[]>> after = transformation.of(known);
        var rewrites = new ArrayList<Rewrite>();
        for (int i = 0; i < known.size(); i++) {
            Piece piece = known.get(i);
            if (piece.isTaken()) {
                meet(rewriter, piece);
            } else if (isToBeWritten(piece, after.get(i))) {
                rewrites.add(new Rewrite(piece, after.get(i)));
            } else if (piece.goal().isPresent() && !after(rewriter, piece, Outcome.TO_BE_MOVED)) {
                putOff(piece);
            }
        }
        List<Outcome> outcomes = rewriter.write(rewrites);
        for (int i = 0; i < outcomes.size(); i++) {
            Rewrite rewrite = rewrites.get(i);
            if (!after(rewriter, rewrite.piece(), outcomes.get(i)) && !isSettled(rewriter, rewrite.piece())) {
                putOff(rewrite.piece());
            }
        }
    }

    /** Those that do not fit any more the next look finds. */
    private void putOff(Piece piece) {
        if (late.size() < LATE) {
            late.put(piece.key(), piece);
        }
        written++;
    }

    private boolean isOfType(Piece piece) {
        if (recipe.before().valueType() == ValueType.STRING && piece.extent() == Extent.LAST) {
            notes.stays(
                    piece.key(),
                    "JSON objects, and messages of known versions",
                    "values larger than any of these may be",
                    "They stay as they are. Look who writes them.");
        }
        if (piece.extent() == Extent.OTHER_TYPE) {
            notes.stays(
                    piece.key(),
                    "entries of the type " + recipe.before().valueType().text(),
                    "entries of another",
                    "They stay where and as they are. Look who writes them.");
            return false;
        }
        return true;
    }

    private static boolean isToBeWritten(Piece piece, List<byte[]> after) {
        return (piece.extent() == Extent.WHOLE && piece.goal().isPresent())
                || !Arrays.deepEquals(piece.elements().toArray(), after.toArray());
    }

    /** Does what is left to do of a piece behind writing it; whether it is done with. */
    private boolean after(Rewriter rewriter, Piece piece, Outcome outcome) {
        switch (outcome) {
            case UNTOUCHED -> {}
            case DONE -> written++;
            case TO_BE_MOVED -> {
                written++;
                return !piece.isLast()
                        || after(
                                rewriter,
                                piece,
                                rewriter.move(piece.key(), piece.goal().orElseThrow()));
            }
            case TAKEN -> meet(rewriter, piece);
            case KEPT -> oneByOne(rewriter, piece);
            case CHANGED -> {
                return false;
            }
        }
        return true;
    }

    /** Reads and writes it by itself until nobody else writes it in between; whether that came to pass. */
    private boolean isSettled(Rewriter rewriter, Piece piece) {
        return isLongList(piece)
                ? areSettled(rewriter, piece)
                : settled(rewriter, piece).isPresent();
    }

    private boolean isLongList(Piece piece) {
        return recipe.before().valueType() == ValueType.LIST && piece.elements().size() > FEW;
    }

    /** A few elements at a time, which takes less time than whoever writes the list leaves. */
    private boolean areSettled(Rewriter rewriter, Piece list) {
        var window = Collections.nCopies(FEW, new byte[0]);
        OptionalInt found = OptionalInt.of(FEW);
        long end =
                list.isLast() ? Long.MAX_VALUE : list.from() + list.elements().size();
        for (long from = list.from(); from < end && found.orElse(0) > 0; from += FEW) {
            found = settled(rewriter, new Piece(list.key(), Extent.PART, from, window, list.goal(), false));
        }
        boolean isToBeMoved = list.isLast() && list.goal().isPresent();
        return found.isPresent() && (!isToBeMoved || after(rewriter, list, Outcome.TO_BE_MOVED));
    }

    /** How many elements it was when it was settled. */
    private OptionalInt settled(Rewriter rewriter, Piece before) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Piece> now = rewriter.again(before);
            if (now.isEmpty() || (!before.isLast() && now.get().elements().isEmpty())) {
                return OptionalInt.of(0);
            }
            Piece piece = now.get();
            List<byte[]> elements = transformation.of(List.of(piece)).get(0);
            Outcome outcome = Outcome.UNTOUCHED;
            if (piece.isTaken()) {
                outcome = Outcome.TAKEN;
            } else if (isToBeWritten(piece, elements)) {
                outcome = rewriter.write(List.of(new Rewrite(piece, elements))).get(0);
            } else if (piece.goal().isPresent()) {
                outcome = Outcome.TO_BE_MOVED;
            }
            if (after(rewriter, piece, outcome)) {
                return OptionalInt.of(
                        piece.extent() == before.extent() ? piece.elements().size() : 0);
            }
        }
        return OptionalInt.empty();
    }

    /** Of members of a sorted set one would meet another: what can be written is, and the others stay. */
    private void oneByOne(Rewriter rewriter, Piece piece) {
        int width = Portions.width(recipe.before().valueType());
        if (piece.elements().size() == width) {
            notes.stays(
                    piece.key(),
                    "members of their own",
                    "members that would become the same, with other scores",
                    "They stay as they are. Say which score is right, and take the other away.");
            return;
        }
        for (int i = 0; i < piece.elements().size(); i += width) {
            isSettled(rewriter, piece.holding(piece.elements().subList(i, i + width)));
        }
    }

    private void meet(Rewriter rewriter, Piece piece) {
        EntryKey goal = piece.goal().orElseThrow();
        if (rewriter.dropSame(piece.key(), goal)) {
            written++;
            return;
        }
        if (recipe.meeting() == Meeting.STOP) {
            throw new Stopped(
                    "key " + piece.key() + " is to become " + goal
                            + ", under which other contents are; both stay as they are. Take one away, or let the new one stay");
        }
        rewriter.drop(piece.key());
        written++;
        notes.happened(
                piece.key(),
                "nothing under the new key",
                "other contents",
                "The new ones stay, and the old ones went.");
    }
}
