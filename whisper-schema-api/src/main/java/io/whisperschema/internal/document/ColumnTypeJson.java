package io.whisperschema.internal.document;

import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JSON of column types: their text, for example {@code decimal(30,10)} or {@code text[]}. */
public final class ColumnTypeJson {
    private static final Pattern DECIMAL = Pattern.compile("decimal\\(([0-9]{1,4}),([0-9]{1,4})\\)");
    private static final String ARRAY = "[]";

    private ColumnTypeJson() {}

    /** The type as JSON. */
    public static Json write(ColumnType type) {
        return Json.of(type.text());
    }

    /** The type that {@link #write} wrote. */
    public static ColumnType read(JsonValue value) {
        String text = value.text();
        Matcher decimal = DECIMAL.matcher(text);
        if (decimal.matches()) {
            return new DecimalType(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        Optional<ColumnType> type = text.endsWith(ARRAY)
                ? scalar(text.substring(0, text.length() - ARRAY.length())).map(ArrayType::new)
                : scalar(text).map(found -> found);
        return type.orElseThrow(() -> value.refused("this release does not know type '" + text + "'"));
    }

    private static Optional<ScalarType> scalar(String text) {
        return Arrays.stream(ScalarType.values())
                .filter(type -> type.text().equals(text))
                .findFirst();
    }
}
