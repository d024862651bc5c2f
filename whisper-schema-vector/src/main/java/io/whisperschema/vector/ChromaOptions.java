package io.whisperschema.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.error.InvalidDefinition;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of ChromaDB is read, and what its records are called elsewhere.
 *
 * @param tenant whose database
 * @param database which of the tenant's databases
 * @param documentField which payload field holds a record's document
 * @param idField which payload field holds a record's id where that is no UUID
 * @param vector what the vector of a point is called
 * @param names what collections are called elsewhere, by their names in ChromaDB; the others keep theirs
 */
public record ChromaOptions(
        String tenant,
        String database,
        String documentField,
        String idField,
        String vector,
        Map<String, String> names) {
    private static final String PLACE = "what is read of ChromaDB";

    public ChromaOptions {
        requireNonNull(tenant);
        requireNonNull(database);
        requireNonNull(vector);
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        if (documentField.isBlank() || idField.isBlank() || documentField.equals(idField)) {
            throw new InvalidDefinition(
                    PLACE,
                    "documents and ids are to go to no field, or to the same one",
                    "Give each a field of its own.");
        }
        if (new HashSet<>(names.values()).size() != names.size()) {
            throw new InvalidDefinition(PLACE, "two collections are to have one name", "Give each a name of its own.");
        }
    }

    /**
     * The default tenant's default database; the document in {@code document}, the id in {@code chroma_id}, the vector without a
     * name, collections under their own names.
     */
    public static ChromaOptions usual() {
        return new ChromaOptions(
                "default_tenant", "default_database", "document", "chroma_id", VectorSpace.UNNAMED, Map.of());
    }

    /** Of that database. */
    public ChromaOptions in(String tenant, String database) {
        return new ChromaOptions(tenant, database, documentField, idField, vector, names);
    }

    /** A record's document in that payload field. */
    public ChromaOptions documentsIn(String field) {
        return new ChromaOptions(tenant, database, field, idField, vector, names);
    }

    /** A record's id in that payload field where it is no UUID. */
    public ChromaOptions idsIn(String field) {
        return new ChromaOptions(tenant, database, documentField, field, vector, names);
    }

    /** A record's vector under that name. */
    public ChromaOptions vectorsAs(String name) {
        return new ChromaOptions(tenant, database, documentField, idField, name, names);
    }

    /** A collection under another name, for example one of a family. */
    public ChromaOptions naming(String collection, String name) {
        var more = new LinkedHashMap<>(names);
        more.put(requireNonNull(collection), requireNonNull(name));
        return new ChromaOptions(tenant, database, documentField, idField, vector, more);
    }

    /** What that collection of ChromaDB is called elsewhere. */
    String name(String collection) {
        return names.getOrDefault(collection, collection);
    }
}
