package io.whisperschema.internal.move;

import static java.util.Objects.requireNonNull;

import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Treatment;
import io.whisperschema.move.Treatments;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationQuestions;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is to be moved.
 *
 * @param source the source's name
 * @param target the target's name
 * @param passages what moves
 * @param questions what only queries can tell, by the source's name of a passage
 * @param options how
 * @param listener who hears of it
 * @param cancellation the host's wish to stop
 * @param time how time passes
 */
public record MoveJob(
        String source,
        String target,
        List<Passage> passages,
        Map<String, RelationQuestions> questions,
        MoveOptions options,
        ProgressListener listener,
        Cancellation cancellation,
        Ticking time) {
    public MoveJob {
        requireNonNull(source);
        requireNonNull(target);
        passages = List.copyOf(passages);
        questions = Map.copyOf(questions);
        requireNonNull(options);
        requireNonNull(listener);
        requireNonNull(cancellation);
        requireNonNull(time);
        if (rejects(options.handling().treatments())
                && options.handling().rejects().isEmpty()) {
            throw new IllegalArgumentException(
                    "a treatment rejects rows, so say where they go: MoveOptions.rejectingTo(folder)");
        }
    }

    private static boolean rejects(Treatments treatments) {
        return Stream.concat(treatments.general().values().stream(), treatments.special().values().stream())
                .anyMatch(Treatment.Reject.class::isInstance);
    }

    /** The places of the fields that must be unlike together, one list for each such rule. */
    List<List<Integer>> unlike(Passage passage) {
        return questionsOf(passage).distinct().stream()
                .map(columns -> RowFlaws.places(passage, columns))
                .toList();
    }

    /** The places of all such fields. */
    BitSet unlikeFields(Passage passage) {
        var fields = new BitSet();
        unlike(passage).forEach(places -> places.forEach(fields::set));
        return fields;
    }

    RelationQuestions questionsOf(Passage passage) {
        return questions.getOrDefault(passage.source(), RelationQuestions.NONE);
    }
}
