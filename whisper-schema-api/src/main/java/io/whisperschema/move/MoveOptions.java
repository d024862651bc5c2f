package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.Expression;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * How a move is done; cautious unless told otherwise. Immutable.
 *
 * @param scope what moves
 * @param handling what becomes of values that do not fit
 * @param effort what it may take of the machine
 * @param proof how it proves itself
 */
public record MoveOptions(MoveScope scope, FlawHandling handling, Effort effort, Proof proof) {
    public MoveOptions {
        requireNonNull(scope);
        requireNonNull(handling);
        requireNonNull(effort);
        requireNonNull(proof);
    }

    /** All tables of the definition, every flaw refused, one thread, a complete proof. */
    public static MoveOptions cautious() {
        return new MoveOptions(MoveScope.everything(), FlawHandling.refusing(), Effort.ofOneThread(), Proof.COMPLETE);
    }

    /** Only these tables of the source. */
    public MoveOptions only(String... tables) {
        return with(scope.with(new Selection(Set.of(tables), scope.selection().except())));
    }

    /** Not these tables of the source. */
    public MoveOptions except(String... tables) {
        return with(scope.with(new Selection(scope.selection().only(), Set.of(tables))));
    }

    /** Tables that the definition does not speak of stay where they are. */
    public MoveOptions leavingStrangers() {
        return with(scope.with(Strangers.LEFT_BEHIND));
    }

    /** Tables that the definition does not speak of move too. */
    public MoveOptions carryingStrangers() {
        return with(scope.with(Strangers.CARRIED));
    }

    /** Rows that the target holds before are deleted, after a restore point was taken where it has them. */
    public MoveOptions replacingRows() {
        return with(scope.with(TargetRows.REPLACED));
    }

    /** Only those rows of a table of the source that meet a portable condition. */
    public MoveOptions filtering(String table, Expression condition) {
        return with(scope.withFilters(added(scope.filters(), table, condition)));
    }

    /** A table of the source is called otherwise in the target. */
    public MoveOptions renaming(String table, String inTarget) {
        return with(scope.withTableNames(added(scope.tableNames(), table, inTarget)));
    }

    /** A column of a table of the source is called otherwise in the target. */
    public MoveOptions renamingColumn(String table, String column, String inTarget) {
        return with(scope.withColumnNames(added(scope.columnNames(), new ColumnName(table, column), inTarget)));
    }

    /** Host code changes the rows of a table of the source, or leaves them out. */
    public MoveOptions transforming(String table, RowTransform transform) {
        return with(scope.withTransforms(added(scope.transforms(), table, transform)));
    }

    /** That becomes of values and rows that have the flaw, wherever no other treatment is said. */
    public MoveOptions treating(Flaw flaw, Treatment treatment) {
        return with(handling.with(handling.treatments().with(flaw, treatment)));
    }

    /** That becomes of values of a column of the source that have the flaw, and of their rows. */
    public MoveOptions treating(Flaw flaw, String table, String column, Treatment treatment) {
        return with(handling.with(handling.treatments().with(flaw, new ColumnName(table, column), treatment)));
    }

    /**
     * Rows that are rejected are written into that folder, a file a table, and beside them the lists of values that rules or
     * {@link Treatment#asNull} changed, as they were before.
     */
    public MoveOptions rejectingTo(Path folder) {
        return with(handling.withRejects(folder));
    }

    /** So many rows may be rejected; more stop the move before it writes. */
    public MoveOptions rejectingAtMost(long rows) {
        return with(handling.withRejectLimit(rows));
    }

    /** Findings show flawed values too, which may be what somebody has to keep secret. */
    public MoveOptions showingValues() {
        return with(handling.with(Samples.KEYS_AND_VALUES, handling.sampleCount()));
    }

    /** Each finding shows so many rows. */
    public MoveOptions showingSamples(int count) {
        return with(handling.with(handling.samples(), count));
    }

    /**
     * Moments that a database writes without a zone, as SQLite does, are those of that zone, on both ways: they are read as
     * such, and written as such where SQLite is the target, so that up and down again the same text is there. UTC unless
     * said otherwise. Of an hour that the zone had twice, the second is written with its offset.
     *
     * <p>A column {@code timestamp without time zone} of PostgreSQL takes such a text as it is, and of a moment what the clocks
     * of that zone show; the second of two hours that they show alike is {@link Flaw#MOMENT_SPELLING}.
     */
    public MoveOptions inZone(ZoneId zone) {
        return with(handling.with(zone));
    }

    /** The buffers of all lanes together may have so many bytes; a value may have a quarter of a lane's share. */
    public MoveOptions within(long bytes) {
        return with(effort.withMemory(bytes));
    }

    /** About so many rows are copied in one transaction. */
    public MoveOptions chunksOf(long rows) {
        return with(effort.withChunkRows(rows));
    }

    /** It is not faster than that. */
    public MoveOptions limitedTo(Rate rate) {
        return with(effort.with(rate));
    }

    /** The executor, which stays the host's, runs several lanes. */
    public MoveOptions with(Executor executor) {
        return with(effort.with(executor));
    }

    /** So many lanes at most, if there is an executor. */
    public MoveOptions lanes(int atMost) {
        return with(effort.withLanes(atMost));
    }

    /** Wait that long for somebody else's lock. */
    public MoveOptions waitingForLocks(Duration atMost) {
        return with(effort.withLockWait(atMost));
    }

    /** The target is not read back: what was written is all that the proof speaks of. */
    public MoveOptions provingWritingOnly() {
        return new MoveOptions(scope, handling, effort, Proof.OF_WRITING);
    }

    private MoveOptions with(MoveScope changed) {
        return new MoveOptions(changed, handling, effort, proof);
    }

    private MoveOptions with(FlawHandling changed) {
        return new MoveOptions(scope, changed, effort, proof);
    }

    private MoveOptions with(Effort changed) {
        return new MoveOptions(scope, handling, changed, proof);
    }

    private static <K, V> Map<K, V> added(Map<K, V> to, K key, V value) {
        var more = new HashMap<>(to);
        more.put(key, value);
        return more;
    }
}
