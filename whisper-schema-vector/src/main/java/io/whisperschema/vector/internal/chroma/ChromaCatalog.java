package io.whisperschema.vector.internal.chroma;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Which collections a database has. Tables and columns that its version has not yet count as empty. */
final class ChromaCatalog {
    private static final int MOST_DIMENSIONS = 1 << 16;
    private static final String VECTORS = "urn:chroma:segment/vector/hnsw-local-persisted";
    private static final String RECORDS = "urn:chroma:segment/metadata/sqlite";
    private static final String IN_SCHEMA = "$.keys.\"#embedding\".float_list.vector_index.config.";
    private static final String IN_CONFIGURATION = "$.hnsw.";
    private static final String IN_OLDER_CONFIGURATION = "$.hnsw_configuration.";

    private static final String FUNCTION = "embedding_function";

    private final ChromaDatabase database;

    ChromaCatalog(ChromaDatabase database) {
        this.database = database;
    }

    List<ChromaSegments> collections() throws IOException, SQLException {
        var collections = new ArrayList<ChromaSegments>();
        try (PreparedStatement statement = database.prepare(query());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                collections.add(collection(rows));
            }
        }
        return List.copyOf(collections);
    }

    private String query() throws SQLException {
        boolean hasDatabases = database.hasTable("databases") && database.hasColumn("collections", "database_id");
        return "SELECT c.id, c.name, "
                + (database.hasColumn("collections", "dimension") ? "c.dimension" : "NULL")
                + (hasDatabases
                        ? ", d.name, d.tenant_id FROM collections c LEFT JOIN databases d ON d.id = c.database_id"
                        : ", 'default_database', 'default_tenant' FROM collections c")
                + " ORDER BY 5, 4, c.name";
    }

    private ChromaSegments collection(ResultSet row) throws IOException, SQLException {
        String id = row.getString(1);
        String name = row.getString(2);
        ChromaFault.unless(
                id != null && name != null && row.getString(4) != null && row.getString(5) != null,
                "a collection has no id, name or database");
        try {
            String vectors = segment(id, VECTORS);
            Map<String, Object> metadata = metadata("collection_metadata", "collection_id", id);
            return new ChromaSegments(
                    new ChromaCollection(
                            id,
                            name,
                            row.getString(5),
                            row.getString(4),
                            dimensions(row),
                            space(id, vectors),
                            metadata,
                            ChromaModels.of(function(id), metadata)),
                    vectors,
                    segment(id, RECORDS));
        } catch (ChromaFault fault) {
            throw new ChromaFault("collection %s: %s".formatted(name, fault.getMessage()));
        }
    }

    private static OptionalInt dimensions(ResultSet row) throws IOException, SQLException {
        long dimensions = row.getLong(3);
        if (row.wasNull()) {
            return OptionalInt.empty();
        }
        ChromaFault.unless(
                dimensions > 0 && dimensions <= MOST_DIMENSIONS, "its vectors have %d dimensions", dimensions);
        return OptionalInt.of((int) dimensions);
    }

    private String segment(String collection, String type) throws IOException, SQLException {
        var found = new ArrayList<String>();
        try (PreparedStatement statement = database.prepare(
                        "SELECT id FROM segments WHERE collection = ? AND type = ?", collection, type);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        ChromaFault.unless(found.size() == 1, "it has %d segments of type %s instead of one", found.size(), type);
        return found.get(0);
    }

    private ChromaSpace.Stated space(String collection, String segment) throws IOException, SQLException {
        Optional<String> stated = metadataSpace("segment_metadata", "segment_id", segment);
        if (stated.isEmpty()) {
            stated = metadataSpace("collection_metadata", "collection_id", collection);
        }
        return configured(collection, "schema_str", IN_SCHEMA, "hnsw.")
                .or(configured(collection, "config_json_str", IN_CONFIGURATION, ""))
                .or(configured(collection, "config_json_str", IN_OLDER_CONFIGURATION, ""))
                .space(stated);
    }

    /** The embedding function that its schema or configuration tells, as JSON. */
    private Optional<String> function(String collection) throws SQLException {
        Optional<String> function = told(collection, "schema_str", IN_SCHEMA + FUNCTION);
        return function.isPresent() ? function : told(collection, "config_json_str", "$." + FUNCTION);
    }

    private Optional<String> told(String collection, String column, String place) throws SQLException {
        return database.hasColumn("collections", column)
                ? database.text(
                        "SELECT json_extract(" + column + ", ?) FROM collections WHERE id = ?", place, collection)
                : Optional.empty();
    }

    private Optional<String> metadataSpace(String table, String owner, String id) throws SQLException {
        return database.text("SELECT str_value FROM " + table + " WHERE " + owner + " = ? AND key = 'hnsw:space'", id);
    }

    /** What one text about a collection says of its space, and whether all else it says is what the server says itself. */
    private Configured configured(String collection, String column, String place, String inner) throws SQLException {
        if (!database.hasColumn("collections", column)) {
            return Configured.NOTHING;
        }
        String json = "json_extract(" + column + ", ?)";
        Optional<String> space = told(collection, column, place + "space");
        if (space.isEmpty()) {
            return Configured.NOTHING;
        }
        Optional<String> untouched = database.text(
                "SELECT ifnull(%1$s, 100) = 100 AND ifnull(%1$s, 16) = 16 AND ifnull(%1$s, 1.2) = 1.2".formatted(json)
                        + " AND ifnull(%1$s, 1000) = 1000 FROM collections WHERE id = ?".formatted(json),
                place + inner + "ef_construction",
                place + inner + "max_neighbors",
                place + inner + "resize_factor",
                place + inner + "sync_threshold",
                collection);
        return new Configured(space, space.get().equals("l2") && untouched.equals(Optional.of("1")));
    }

    /**
     * What a configuration says.
     *
     * @param space which space
     * @param isUntouched whether it is the server's own
     */
    private record Configured(Optional<String> space, boolean isUntouched) {
        static final Configured NOTHING = new Configured(Optional.empty(), true);

        Configured or(Configured other) {
            return space.isPresent() ? this : other;
        }

        ChromaSpace.Stated space(Optional<String> stated) throws ChromaFault {
            return ChromaSpace.of(space, isUntouched, stated);
        }
    }

    private Map<String, Object> metadata(String table, String owner, String id) throws SQLException {
        String truth = database.hasColumn(table, "bool_value") ? "bool_value" : "NULL";
        var metadata = new LinkedHashMap<String, Object>();
        try (PreparedStatement statement = database.prepare(
                        "SELECT key, str_value, int_value, float_value, " + truth + " FROM " + table + " WHERE " + owner
                                + " = ? ORDER BY rowid",
                        id);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Object value = ChromaValues.value(rows, 2);
                if (value != null) {
                    metadata.put(rows.getString(1), value);
                }
            }
        }
        return Collections.unmodifiableMap(metadata);
    }
}
