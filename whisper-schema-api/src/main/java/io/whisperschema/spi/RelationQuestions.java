package io.whisperschema.spi;

import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import java.util.List;

/**
 * What only queries can tell of a passage, in the names of its source.
 *
 * @param references which foreign keys all rows must meet
 * @param unlike which columns must be unique together that the source may hold twice
 * @param checks which conditions all rows must meet
 */
public record RelationQuestions(List<ForeignKey> references, List<List<String>> unlike, List<Check> checks) {
    /** Nothing. */
    public static final RelationQuestions NONE = new RelationQuestions(List.of(), List.of(), List.of());

    public RelationQuestions {
        references = List.copyOf(references);
        unlike = unlike.stream().map(List::copyOf).toList();
        checks = List.copyOf(checks);
    }
}
