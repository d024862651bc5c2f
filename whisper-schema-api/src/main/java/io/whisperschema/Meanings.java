package io.whisperschema;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.RelationalModel;
import io.whisperschema.move.Field;
import io.whisperschema.move.MoveScope;
import io.whisperschema.move.Passage;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.Plain;
import java.util.stream.Stream;

/**
 * As what values are compared that went from file to file as they are. Where host code changes rows they stay what it sees.
 *
 * @param from what the source holds
 * @param to what the target holds
 * @param definition what is meant
 * @param scope what moves
 */
record Meanings(RelationalCatalog from, RelationalCatalog to, RelationalModel definition, MoveScope scope) {
    Field of(Passage passage, Field field) {
        boolean isSeen = scope.transforms().containsKey(passage.source());
        return field.kind() == Plain.VERBATIM && !isSeen ? read(passage, field) : field;
    }

    private Field read(Passage passage, Field field) {
        return columns(from, passage.source(), field.source())
                .flatMap(one -> columns(to, passage.target(), field.target()).map(other -> kind(passage, one, other)))
                .findFirst()
                .map(kind -> new Field(field.source(), field.target(), new ValueKind.Meaning(kind), field.nullness()))
                .orElse(field);
    }

    private ValueKind kind(Passage passage, CatalogColumn one, CatalogColumn other) {
        var defined = definition.table(passage.target()).flatMap(table -> table.column(other.name()));
        return new FieldKinds(from.dialect(), to.dialect()).of(defined, one, other);
    }

    private static Stream<CatalogColumn> columns(RelationalCatalog catalog, String table, String column) {
        return catalog.table(table).flatMap(found -> found.column(column)).stream();
    }
}
