package io.whisperschema.spi;

import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * What only queries can tell of a passage, in the names of its source.
 *
 * @param references which foreign keys all rows must meet that some may not
 * @param kept which foreign keys the source keeps, so that only rows that do not move can break them
 * @param outside which foreign keys refer to rows that the target holds already, by the target's names of those; the source
 *     is not asked for them
 * @param unlike which columns must be unique together that the source may hold twice
 * @param distinct which columns must be unique together by what their values mean, however the source spells them
 * @param checks which conditions all rows must meet
 */
public record RelationQuestions(
        List<ForeignKey> references,
        List<ForeignKey> kept,
        List<ForeignKey> outside,
        List<List<String>> unlike,
        List<List<String>> distinct,
        List<Check> checks) {
    /** Nothing. */
    public static final RelationQuestions NONE = new RelationQuestions(List.of(), List.of(), List.of());

    public RelationQuestions {
        references = List.copyOf(references);
        kept = List.copyOf(kept);
        outside = List.copyOf(outside);
        unlike = unlike.stream().map(List::copyOf).toList();
        distinct = distinct.stream().map(List::copyOf).toList();
        checks = List.copyOf(checks);
    }

    /** Of a source that keeps no foreign key, whose queries tell all that is not unique, and all of whose rows move. */
    public RelationQuestions(List<ForeignKey> references, List<List<String>> unlike, List<Check> checks) {
        this(references, List.of(), List.of(), unlike, List.of(), checks);
    }

    /** All foreign keys among what moves, whoever keeps them. */
    public List<ForeignKey> allReferences() {
        return Stream.concat(references.stream(), kept.stream()).toList();
    }
}
