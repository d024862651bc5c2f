package io.whisperschema;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.LimitedText;
import io.whisperschema.move.ValueKind.LimitedText.Padding;
import io.whisperschema.move.ValueKind.Plain;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What values of columns are on their way from one database to another.
 *
 * @param source the source's dialect
 * @param target the target's dialect
 */
record FieldKinds(DialectName source, DialectName target) {
    private static final Pattern LIMITED = Pattern.compile("character( varying)?\\((\\d{1,8})\\)");

    private static final ColumnType.Cases<ValueKind> PORTABLE = new ColumnType.Cases<>() {
        @Override
        public ValueKind scalar(ScalarType type) {
            return switch (type) {
                case TEXT -> Plain.TEXT;
                case INTEGER -> Plain.INTEGER_32;
                case BIGINT -> Plain.BIGINT;
                case REAL -> Plain.REAL;
                case BOOLEAN -> Plain.BOOLEAN;
                case TIMESTAMP -> Plain.MOMENT;
                case DATE -> Plain.DATE;
                case JSON -> Plain.JSON;
                case JSONB -> Plain.JSONB;
                case BLOB -> Plain.BYTES;
                case UUID -> Plain.UUID;
            };
        }

        @Override
        public ValueKind decimal(DecimalType type) {
            return new ValueKind.Decimal(type.precision(), type.scale());
        }

        @Override
        public ValueKind array(ArrayType type) {
            return new ValueKind.Array(scalar(type.element()));
        }
    };

    /**
     * What the definition says, else what the target or the source calls it; of a type that nobody knows its text, which
     * only the same kind of database reads back as what it was.
     */
    ValueKind of(Optional<Column> defined, CatalogColumn from, CatalogColumn to) {
        return Stream.of(
                        defined.map(column -> column.type().match(PORTABLE)),
                        known(to.type(), target),
                        known(from.type(), source))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(areBothPostgres() ? Plain.OPAQUE : Plain.TEXT);
    }

    private boolean areBothPostgres() {
        return source.equals(DialectName.POSTGRES) && target.equals(DialectName.POSTGRES);
    }

    /** Whether values go over as SQLite has them. */
    boolean areBothSqlite() {
        return source.equals(DialectName.SQLITE) && target.equals(DialectName.SQLITE);
    }

    private static Optional<ValueKind> known(NativeType type, DialectName dialect) {
        return type.portable()
                .map(portable -> portable.match(PORTABLE))
                .or(() -> dialect.equals(DialectName.POSTGRES) ? ofPostgres(type.text()) : Optional.empty());
    }

    private static Optional<ValueKind> ofPostgres(String type) {
        Matcher limited = LIMITED.matcher(type);
        if (limited.matches()) {
            Padding padding = limited.group(1) == null ? Padding.IGNORED : Padding.COUNTS;
            return Optional.of(new LimitedText(Integer.parseInt(limited.group(2)), padding));
        }
        return switch (type) {
            case "smallint" -> Optional.of(Plain.INTEGER_16);
            case "real" -> Optional.of(Plain.FLOAT);
            case "numeric" -> Optional.of(Plain.NUMERIC);
            case "character varying" -> Optional.of(Plain.TEXT);
            case "timestamp without time zone" -> Optional.of(Plain.LOCAL_MOMENT);
            default -> Optional.empty();
        };
    }
}
