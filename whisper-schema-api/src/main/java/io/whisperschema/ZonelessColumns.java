package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.move.Field;
import io.whisperschema.move.Passage;
import io.whisperschema.move.ValueKind.Plain;

/**
 * Columns of a target that keep no zone where the definition says a moment, as a host may tolerate: they hold what clocks show.
 *
 * @param holds what the target holds
 */
record ZonelessColumns(RelationalCatalog holds) {
    private static final String WITHOUT_ZONE = "timestamp without time zone";

    Field of(Passage passage, Field field) {
        return field.kind() == Plain.MOMENT && isWithoutZone(passage.target(), field.target())
                ? new Field(field.source(), field.target(), Plain.LOCAL_MOMENT, field.nullness())
                : field;
    }

    private boolean isWithoutZone(String table, String column) {
        return holds.dialect().equals(DialectName.POSTGRES)
                && holds.table(table)
                        .flatMap(found -> found.column(column))
                        .filter(found -> found.type().text().equals(WITHOUT_ZONE))
                        .isPresent();
    }
}
