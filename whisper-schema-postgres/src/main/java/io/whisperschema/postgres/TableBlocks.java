package io.whisperschema.postgres;

import io.whisperschema.move.Chunk;
import io.whisperschema.move.Passage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where the rows of a table are.
 *
 * @param layout whether it has rows of its own
 * @param blocks how many blocks they fill, including free space
 * @param rows about how many there are; negative where nobody has counted
 * @param outOfLine how many bytes of values that are too large for a block
 */
record TableBlocks(Layout layout, long blocks, long rows, long outOfLine) {
    private static final String WHOLE = "*";
    private static final String TO = "..";

    /** Where nobody has counted; a block of 8 KB holds 226 at most. */
    private static final long USUAL_ROWS_OF_A_BLOCK = 50;

    private static final long MOST_CHUNKS = 10_000;

    private static final String QUERY = """
            SELECT c.relkind = 'p' AS is_partitioned, c.reltuples::pg_catalog.int8 AS rows,
                   pg_catalog.pg_relation_size(c.oid)
                       / pg_catalog.current_setting('block_size')::pg_catalog.int8 AS blocks,
                   CASE WHEN c.reltoastrelid = 0 THEN 0 ELSE pg_catalog.pg_relation_size(c.reltoastrelid) END AS out_of_line
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ?
            """;

    /** Whether a table has rows of its own. */
    enum Layout {
        /** It has, and those of tables that inherit from it are not its. */
        ITS_OWN,
        /** Its partitions have them. */
        PARTITIONS
    }

    static TableBlocks of(Connection connection, String schema, String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, schema);
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    // 42P01 is what PostgreSQL itself says of a statement that names the table.
                    throw new SQLException("relation \"" + schema + "." + table + "\" does not exist", "42P01");
                }
                return new TableBlocks(
                        row.getBoolean("is_partitioned") ? Layout.PARTITIONS : Layout.ITS_OWN,
                        row.getLong("blocks"),
                        row.getLong("rows"),
                        row.getLong("out_of_line"));
            }
        }
    }

    /** About how many rows there are. */
    OptionalLong estimated() {
        return layout == Layout.ITS_OWN && rows >= 0 ? OptionalLong.of(rows) : OptionalLong.empty();
    }

    /** Ranges of blocks that have about so many rows each; the last goes on for ever. */
    List<Chunk> chunks(Passage passage, long rowsOfEach) {
        if (layout == Layout.PARTITIONS) {
            return List.of(new Chunk(passage.target(), 0, WHOLE));
        }
        long width = Math.max(Math.max(1, blocksOf(rowsOfEach)), blocks / MOST_CHUNKS);
        var chunks = new ArrayList<Chunk>();
        for (long from = 0; from == 0 || from < blocks; from += width) {
            boolean last = from + width >= blocks;
            chunks.add(new Chunk(passage.target(), chunks.size(), from + TO + (last ? "" : from + width)));
        }
        return chunks;
    }

    private long blocksOf(long someRows) {
        return rows > 0 && blocks > 0
                ? Math.min(blocks, (long) ((double) someRows * blocks / rows))
                : someRows / USUAL_ROWS_OF_A_BLOCK;
    }

    /** The condition that holds for the rows of a chunk. */
    static String condition(Chunk chunk) {
        String range = chunk.range();
        if (range.equals(WHOLE)) {
            return "TRUE";
        }
        int between = range.indexOf(TO);
        String from = range.substring(0, between);
        String to = range.substring(between + TO.length());
        return "ctid >= '(" + Long.parseLong(from) + ",0)'::pg_catalog.tid"
                + (to.isEmpty() ? "" : " AND ctid < '(" + Long.parseLong(to) + ",0)'::pg_catalog.tid");
    }
}
