package io.whisperschema.postgres;

import static java.util.stream.Collectors.joining;

import io.whisperschema.move.Chunk;
import io.whisperschema.move.Field;
import io.whisperschema.move.Passage;
import io.whisperschema.sql.ExpressionWriter;
import io.whisperschema.sql.Identifiers;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the rows of a passage are read.
 *
 * @param passage which passage
 * @param table what is read, as a query names it
 * @param fields how each of its fields is read
 */
record TableReading(Passage passage, String table, List<FieldReading> fields) {
    private static final String UNCHECKED = "SQL_ASCII";

    /** Finds it out on a connection that may be asked; no value of more than so many bytes will be read. */
    static TableReading of(PostgresLane lane, String schema, Passage passage, int largest) throws SQLException {
        TableBlocks blocks = TableBlocks.of(lane.connection(), schema, passage.source());
        String name = new PostgresWords(schema).qualified(passage.source());
        String table = blocks.layout() == TableBlocks.Layout.ITS_OWN ? "ONLY " + name : name;
        ColumnTypes types = ColumnTypes.of(lane.connection(), schema, passage.source());
        List<FieldReading> fields = passage.fields().stream()
                .map(field -> FieldReading.of(field, types.of(field.source())))
                .toList();
        List<FieldReading> checked =
                isUnchecked(lane) ? fields.stream().map(FieldReading::unchecked).toList() : fields;
        var reading = new TableReading(passage, table, checked);
        return mayHaveLarger(blocks) && reading.hasLarger(lane, largest) ? reading.atMost(largest) : reading;
    }

    /** Such a server keeps whatever bytes it is given for text. */
    private static boolean isUnchecked(PostgresLane lane) throws SQLException {
        return lane.text("SELECT pg_catalog.current_setting('server_encoding')").equals(UNCHECKED);
    }

    /** A value that is larger than a block is kept out of line, if smaller by what compressing it wins. */
    private static boolean mayHaveLarger(TableBlocks blocks) {
        return blocks.layout() == TableBlocks.Layout.PARTITIONS || blocks.outOfLine() > 0;
    }

    private boolean hasLarger(PostgresLane lane, int largest) throws SQLException {
        String larger = fields.stream()
                .filter(FieldReading::isUnbounded)
                .map(field -> field.bytes() + " > " + largest)
                .collect(joining(" OR "));
        return !larger.isEmpty()
                && lane.text("SELECT EXISTS (SELECT FROM " + table + " WHERE " + larger + ")")
                        .equals("t");
    }

    private TableReading atMost(int largest) {
        return new TableReading(
                passage,
                table,
                fields.stream().map(field -> field.atMost(largest)).toList());
    }

    /** What gives the rows of a chunk. */
    String copy(Chunk chunk) {
        Stream<String> filter = passage.filter().stream()
                .map(condition -> "(" + ExpressionWriter.write(condition, ExpressionWriter.Style.POSTGRES) + ")");
        String conditions =
                Stream.concat(Stream.of(TableBlocks.condition(chunk)), filter).collect(joining(" AND "));
        return copy(table + " WHERE " + conditions);
    }

    private String copy(String from) {
        String asked = fields.stream()
                .flatMap(field -> Stream.concat(Stream.of(field.expression()), field.size().stream()))
                .collect(joining(", "));
        return "COPY (SELECT " + asked + " FROM " + from + ") TO STDOUT (FORMAT binary)";
    }

    /** What gives the keys that a query selects, in the order of {@link Passage#keyFields}. */
    String copyOfKeys(String query) {
        String names = names(fields.size()).collect(joining(", "));
        return copy("(" + query + ") AS keys (" + names + ")");
    }

    /** How the keys of a passage are read from a query that selects their columns. */
    static TableReading ofKeys(PostgresLane lane, String schema, Passage passage) throws SQLException {
        ColumnTypes types = ColumnTypes.of(lane.connection(), schema, passage.source());
        List<Field> keys = passage.keyFields();
        List<String> names = names(keys.size()).toList();
        List<FieldReading> fields = IntStream.range(0, keys.size())
                .mapToObj(i -> FieldReading.of(
                        named(keys.get(i), names.get(i)), types.of(keys.get(i).source())))
                .toList();
        return new TableReading(passage, "", fields);
    }

    private static Field named(Field key, String name) {
        return new Field(name, key.target(), key.kind(), key.nullness());
    }

    private static Stream<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> Identifiers.quoted("whisper_key_" + i));
    }
}
