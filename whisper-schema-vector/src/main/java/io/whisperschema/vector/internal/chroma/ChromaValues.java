package io.whisperschema.vector.internal.chroma;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of metadata: as columns, one for each type, or as the JSON of the log, which SQLite itself takes apart. */
final class ChromaValues {
    private static final String MEMBERS =
            "SELECT key, type, atom, CASE type WHEN 'array' THEN value END FROM json_each(?)";

    private final ChromaDatabase database;

    ChromaValues(ChromaDatabase database) {
        this.database = database;
    }

    /** The value in that column and the three after it: a text, a whole number, a fraction, a truth. */
    static @Nullable Object value(ResultSet row, int first) throws SQLException {
        String text = row.getString(first);
        if (text != null) {
            return text;
        }
        long whole = row.getLong(first + 1);
        if (!row.wasNull()) {
            return whole;
        }
        double fraction = row.getDouble(first + 2);
        if (!row.wasNull()) {
            return fraction;
        }
        long truth = row.getLong(first + 3);
        return row.wasNull() ? null : (Object) (truth != 0);
    }

    /** Changes the fields as an entry of the log says: a value replaces, null and an empty list remove. */
    void apply(String json, Map<String, @Nullable Object> fields) throws IOException, SQLException {
        try (PreparedStatement statement = database.prepare(MEMBERS, json);
                ResultSet members = statement.executeQuery()) {
            while (members.next()) {
                String key = members.getString(1);
                String array = members.getString(4);
                Object value = array == null ? atom(members) : items(array);
                if (value == null || value.equals(List.of())) {
                    fields.remove(key);
                } else {
                    fields.put(key, value);
                }
            }
        }
    }

    private List<Object> items(String array) throws IOException, SQLException {
        var items = new ArrayList<Object>();
        try (PreparedStatement statement = database.prepare(MEMBERS, array);
                ResultSet members = statement.executeQuery()) {
            while (members.next()) {
                Object item = atom(members);
                ChromaFault.unless(item != null, "its log holds a list with nothing in it, which metadata has not");
                items.add(item);
            }
        }
        return items;
    }

    private static @Nullable Object atom(ResultSet member) throws IOException, SQLException {
        String type = member.getString(2);
        return switch (type) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            case "integer" -> member.getLong(3);
            case "real" -> member.getDouble(3);
            case "text" -> member.getString(3);
            default -> throw new ChromaFault("its log holds metadata of type " + type + ", which ChromaDB has not");
        };
    }
}
