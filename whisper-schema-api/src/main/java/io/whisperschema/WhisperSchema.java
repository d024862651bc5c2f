package io.whisperschema;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Adoption;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.Equivalence;
import io.whisperschema.migration.MigrationComparison;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.Migrations;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.report.MoveReport;
import io.whisperschema.report.PreflightReport;
import io.whisperschema.report.RebuildReport;
import io.whisperschema.report.RehearsalReport;
import io.whisperschema.report.ReplayReport;
import io.whisperschema.report.ValidationReport;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.GraphStore;
import io.whisperschema.spi.Journal;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.RestorePoints;
import io.whisperschema.spi.Store;
import io.whisperschema.spi.VectorStore;
import java.time.Clock;
import java.util.List;

/**
 * A definition and the stores that hold it: the one door through which a host calls this library.
 *
 * <p>Immutable; each call that adds something gives a new one. The verbs run on the caller's thread; two at once are
 * safe as far as the stores are.
 */
public final class WhisperSchema {
    private final SchemaDefinition definition;
    private final Surroundings around;

    private WhisperSchema(SchemaDefinition definition, Surroundings around) {
        this.definition = definition;
        this.around = around;
    }

    /** That definition, without stores yet. */
    public static WhisperSchema of(SchemaDefinition definition) {
        return new WhisperSchema(requireNonNull(definition), Surroundings.none());
    }

    /** With this relational store. */
    public WhisperSchema relational(RelationalStore store) {
        return with(store);
    }

    /** With this vector store. */
    public WhisperSchema vectors(VectorStore store) {
        return with(store);
    }

    /** With this cache. */
    public WhisperSchema cache(CacheStore store) {
        return with(store);
    }

    /** With this graph. */
    public WhisperSchema graph(GraphStore store) {
        return with(store);
    }

    /**
     * With this journal instead of the one that a relational store keeps by itself, so that a killed run goes on where it
     * stopped. A host without a relational store may name that of a SQLite file. Who names that of the relational
     * store itself, over the same pool or connection, has it tell of all plans, also of those that are one transaction.
     */
    public WhisperSchema journal(Journal journal) {
        return new WhisperSchema(definition, around.with(journal));
    }

    /** With somebody who hears what runs do. */
    public WhisperSchema listener(ProgressListener listener) {
        return new WhisperSchema(definition, around.with(listener));
    }

    /** With a way to stop runs. */
    public WhisperSchema cancellation(Cancellation cancellation) {
        return new WhisperSchema(definition, around.with(cancellation));
    }

    /** With this clock for what the journal says. */
    public WhisperSchema clock(Clock clock) {
        return new WhisperSchema(definition, around.with(clock));
    }

    /** Accepting these differences of databases that grew before there was a definition; none otherwise. */
    public WhisperSchema adopting(Adoption adoption) {
        return new WhisperSchema(definition, around.with(adoption));
    }

    /** With these migrations of the relational store. */
    public WhisperSchema migrations(Migrations migrations) {
        return new WhisperSchema(definition, around.with(migrations));
    }

    /** With restore points that are taken before steps that can lose data, of the stores that they cover; none otherwise. */
    public WhisperSchema restorePoints(RestorePoints points) {
        return new WhisperSchema(definition, around.with(points));
    }

    /** The definition. */
    public SchemaDefinition definition() {
        return definition;
    }

    /**
     * What would change to make every store as the definition says. What is there beyond the definition stays, and a
     * name that is gone is a loss, not a rename. Writes nothing.
     *
     * @throws io.whisperschema.error.UnsupportedChange if a store cannot make one of the changes
     */
    public Plan plan() {
        return plan(DiffHints.none());
    }

    /**
     * What would change to make every store as the definition says, given what the definition alone does not tell:
     * which tables and columns have got another name, and whether what the definition does not speak of shall go.
     * Writes nothing.
     *
     * <pre>{@code
     * Plan plan = schema.plan(DiffHints.none().renamedTable("people", "users").renamedColumn("users", "mail", "email"));
     * }</pre>
     *
     * <p>A hint that does not fit what is there is passed over, so the same hints may be given again after the plan was
     * executed. Each step that loses data says so; {@link #execute(Plan)} refuses it until the options allow it.
     *
     * @throws io.whisperschema.error.UnsupportedChange if a store cannot make one of the changes
     */
    public Plan plan(DiffHints hints) {
        return plan(hints, PlanOptions.cautious());
    }

    /**
     * What would change to make every store as the definition says, planned so: concurrently built indexes, rounded
     * values. Writes nothing.
     *
     * @throws io.whisperschema.error.UnsupportedChange if a store cannot make one of the changes
     */
    public Plan plan(PlanOptions options) {
        return plan(DiffHints.none(), options);
    }

    /**
     * What would change to make every store as the definition says, given these hints and planned so. Writes nothing.
     *
     * @throws io.whisperschema.error.UnsupportedChange if a store cannot make one of the changes
     */
    public Plan plan(DiffHints hints, PlanOptions options) {
        return Start.plan(Start.all(around, definition, requireNonNull(hints)), requireNonNull(options));
    }

    /** Executes a plan, without data loss. */
    public ExecutionReport execute(Plan plan) {
        return execute(plan, ExecuteOptions.cautious());
    }

    /**
     * Executes a plan. With a journal, which a relational store keeps for plans that leave its transactions, executing the
     * same plan again after it was killed goes on where it stopped.
     *
     * @throws io.whisperschema.error.DataLossRefused if a step loses data and the options do not allow it
     * @throws io.whisperschema.error.PlanOutdated if a store has changed since the plan was made
     * @throws io.whisperschema.error.StepFailed if a step fails
     */
    public ExecutionReport execute(Plan plan, ExecuteOptions options) {
        return new PlanRun(plan, options, around, PlanJournal.read(plan, around), 0).run();
    }

    /** Brings every store to the definition, to be called at each start; see {@link #bootstrap(BootstrapOptions)}. */
    public BootstrapReport bootstrap() {
        return bootstrap(BootstrapOptions.cautious());
    }

    /**
     * Brings every store to the definition, to be called at each start. An empty store is created, one that is as
     * defined is left alone. When this returns, every store is ready.
     *
     * <p>With migrations, an empty store is created as they leave it, with each on record and none run but those that say they
     * are for rows, where reading them leaves no doubt of it and the definition says the same; otherwise they run, as with
     * {@link #migrate}.
     *
     * <p>Where all migrations are on record, that is all it looks at, in one query: tables that somebody changed by hand, and
     * records that somebody edited, go unnoticed. {@link #validate} finds them, {@link #verify} the latter, and so do starts
     * with {@link BootstrapOptions.DriftPolicy#CHECK} and those of {@link BootstrapOptions#from} that change nothing.
     *
     * <p>A server that is not there yet is waited for only if the options say how long.
     *
     * @throws io.whisperschema.error.StoreDiffers if a store is neither, or drift is found that was to be looked for; then
     *     nothing was written to that store, and without migrations to none
     */
    public BootstrapReport bootstrap(BootstrapOptions options) {
        var bootstrap = new Bootstrap(definition, around, options);
        return options.serverWait().isZero()
                ? bootstrap.run()
                : new ServerWait(around, options.serverWait()).until(bootstrap::run);
    }

    /** How each migration stands on the relational store. Writes nothing. */
    public MigrationComparison status() {
        return MigrationLook.compared(around);
    }

    /**
     * What the relational store runs for that migration: its script with placeholders filled in, translated where it is
     * portable from another dialect.
     *
     * @throws io.whisperschema.error.InvalidMigration if it cannot be carried over exactly
     */
    public String script(MigrationId id) {
        return MigrationScripts.forward(around, id).sql();
    }

    /** What {@link #migrate} would do: the statements of pending migrations, for looking at. Writes nothing. */
    public Plan migrationPlan() {
        return new MigrationRun(around, MigrateOptions.cautious()).plan(List.of());
    }

    /** Applies the migrations that the relational store has not got yet; see {@link #migrate(MigrateOptions)}. */
    public MigrationReport migrate() {
        return migrate(MigrateOptions.cautious());
    }

    /**
     * Applies the migrations that the relational store has not got yet. Those that can be part of a transaction are
     * applied together or not at all; where nothing is pending, one query tells.
     *
     * @throws io.whisperschema.error.ChecksumMismatch if one that is applied means something else by now
     * @throws io.whisperschema.error.NewerThanCode if the store has some that are not among these
     * @throws io.whisperschema.error.HistoryUnclear if the record leaves open what is applied
     * @throws io.whisperschema.error.DataLossRefused if one loses data and neither it nor the options allow that
     * @throws io.whisperschema.error.StepFailed if a statement fails
     */
    public MigrationReport migrate(MigrateOptions options) {
        return new MigrationRun(around, requireNonNull(options)).apply();
    }

    /** Applies what is pending up to that migration. */
    public MigrationReport migrateTo(MigrationId last, MigrateOptions options) {
        return new MigrationRun(around, requireNonNull(options)).applyUpTo(requireNonNull(last));
    }

    /**
     * Really runs the migrations that the relational store has not got yet and leaves nothing of them: on PostgreSQL in a
     * transaction that is rolled back (it holds its locks meanwhile, and numbers that it drew from sequences stay drawn), on
     * SQLite on a copy of the file. Rows are filled too, on PostgreSQL in that one transaction. There, those that cannot be
     * part of a transaction are left out and named, and so are those behind them from the first one that fails without them.
     * Fails as {@link #migrate} would, but for data loss: nothing is lost.
     */
    public RehearsalReport rehearse(MigrateOptions options) {
        ExecuteOptions losing = options.execute().allowingDataLoss();
        return new RehearsalRun(around, options.executing(losing)).report();
    }

    /** Rehearses with the safe choices; see {@link #rehearse(MigrateOptions)}. */
    public RehearsalReport rehearse() {
        return rehearse(MigrateOptions.cautious());
    }

    /**
     * Whether all migrations together make of an empty database, schema or file what the definition says. They run there
     * and stay; it is the host's to throw away. Where this schema has a relational store of its own, also whether its
     * record is as it was written, as {@link #validate} tells.
     *
     * @throws io.whisperschema.error.StoreDiffers if that store is not empty
     */
    public ValidationReport verify(RelationalStore empty) {
        return new Verification(definition, around, requireNonNull(empty)).report();
    }

    /** Rebuilds the relational store, unless it holds what is somebody else's; see {@link #rebuild(String, BootstrapOptions)}. */
    public RebuildReport rebuild(String database) {
        return rebuild(database, BootstrapOptions.cautious());
    }

    /**
     * Destroys, in the relational store, the tables and views of the definition and those that the migrations made, with
     * all rows, and makes them anew by the migrations, or by the definition where there are none; in one transaction as far
     * as the migrations can be part of one. A {@linkplain #restorePoints restore point} is taken before. What is somebody
     * else's is listed: the rebuild is refused then, or, with {@link BootstrapOptions#besideStrangers()}, does not touch it.
     * Migrations that a profile leaves out stay as they are.
     *
     * @param database the name of the database, typed by whoever answers for it; of SQLite the file's, of a schema of
     *     PostgreSQL other than {@code public} with a dot and its name
     * @throws IllegalArgumentException if that is not its name
     * @throws IllegalStateException if no restore points are given, or none was taken
     * @throws io.whisperschema.error.StoreDiffers if it holds what is somebody else's and is not to, or what refers to a
     *     table that would go
     * @throws io.whisperschema.error.NewerThanCode if it has migrations that are not among these
     */
    public RebuildReport rebuild(String database, BootstrapOptions options) {
        return new Rebuild(definition, around, requireNonNull(options)).of(requireNonNull(database));
    }

    /**
     * Takes back the last migrations that are applied, that many and never more: which they are is decided once, at the beginning,
     * and one that a killed run was taking back is the first of them. The last are those that come last in the order of the
     * migrations; one that was applied late counts at its place there, since only a host's clock tells when that was. What they
     * cannot bring back they say in their own words: a way back that drops a table loses data and needs its own word or the options
     * to allow it. What typed operations made of the structure is taken back exactly, but for the order of columns on PostgreSQL,
     * which has no way to place one: what comes back comes behind the others.
     *
     * @throws io.whisperschema.error.UnsupportedChange if one of them has no way back; then nothing was applied
     */
    public MigrationReport undo(int count, MigrateOptions options) {
        return new MigrationRun(around, requireNonNull(options)).undo(count);
    }

    /** Takes back all migrations that are applied behind that one. */
    public MigrationReport undoTo(MigrationId last, MigrateOptions options) {
        return new MigrationRun(around, requireNonNull(options)).undoTo(requireNonNull(last));
    }

    /** Records all migrations up to that one as applied without running them: somebody knows that they are there. */
    public MigrationReport stamp(MigrationId last) {
        return new RecordKeeping(around, MigrateOptions.cautious()).stamp(requireNonNull(last));
    }

    /**
     * Records, in a database that has no record yet, all migrations up to that one as applied without running them. The
     * reason is kept in the journal.
     *
     * @throws io.whisperschema.error.HistoryUnclear if it has a record; {@link #stamp} adds to one
     */
    public MigrationReport baseline(MigrationId last, String reason) {
        return new RecordKeeping(around, MigrateOptions.cautious())
                .baseline(requireNonNull(last), requireNonNull(reason));
    }

    /**
     * Records the present text of migrations that are applied in another, that none is interrupted any more, and that what
     * {@link #validate} finds wrong with the journal is known. The reason is kept in the journal.
     */
    public MigrationReport repair(String reason) {
        return new RecordKeeping(around, MigrateOptions.cautious()).repair(requireNonNull(reason));
    }

    /**
     * How every store differs from the definition, what a cache holds that is not as its key families say, which tables of a {@linkplain io.whisperschema.migration.Component
     * component} somebody else made or changes, and where the record of migrations was changed by other hands: the first
     * entry of its journal that was edited, put in or taken out. A migration of which only a comment or white space is another
     * than was applied is a notice. Writes nothing.
     */
    public ValidationReport validate() {
        return new Validation(around, Start.all(around, definition, DiffHints.none())).report(definition);
    }

    /**
     * Whether another relational store holds logically the same as this schema's own, perhaps of another dialect. Writes nothing.
     *
     * <p>It is asked here, not of the two stores alone, since only the definition tells a difference that is meant (an
     * action per dialect, JSON that SQLite keeps as text, PostgreSQL's number beside a natural key) from one that is not.
     * What neither store has of the definition is no finding: {@link #validate} says that. Where the two sort texts in
     * different ways, also if the definition means them to, a notice names them. For two catalogs without a definition there
     * is {@link Equivalence#between}.
     *
     * @throws IllegalStateException if this schema has no relational store
     */
    public ValidationReport validateAgainst(RelationalStore other) {
        return new RelationalAgainst(around, requireNonNull(other)).report(definition);
    }

    /**
     * Whether another vector store holds logically the same as this schema's own, as far as the definition speaks of it: the same
     * collections, versions, vectors and indexes, and as many points. Writes nothing.
     */
    public ValidationReport validateAgainst(VectorStore other) {
        return new VectorsAgainst(around.vectors(), other).report(definition);
    }

    /** Copies everything of the relational store to that one and proves it equal; see {@link #move(RelationalStore, MoveOptions)}. */
    public MoveReport move(RelationalStore target) {
        return move(target, MoveOptions.cautious());
    }

    /**
     * Copies everything of the relational store to that one: looks at every value first, makes the target at this version,
     * copies, adds keys and indexes, proves it equal, and only then lets hosts start on it. The same call goes on after it was
     * stopped or killed, and compares when everything was moved before. The source is only read, as it is when this begins.
     *
     * @throws io.whisperschema.error.MoveRefused if something cannot go over and nobody said what becomes of it; nothing was
     *     written
     * @throws io.whisperschema.error.MoveUnfinished if the target holds part of another move, or of this one with other options
     * @throws io.whisperschema.error.SourceChanged if rows that were copied by an earlier run are others by now
     * @throws io.whisperschema.error.RowsRefused if rows that were copied break rules as the target reads them; nobody can
     *     start on it then
     * @throws io.whisperschema.error.ProofFailed if what is read back differs; nobody can start on the target then
     * @throws io.whisperschema.error.StoreDiffers if the source is not at head, or the target neither empty nor as defined
     */
    public MoveReport move(RelationalStore target, MoveOptions options) {
        MoveSides sides = sides(target, options);
        return sides.reports().of(new RelationalMove(sides).run());
    }

    /** What a move would find, table by table. Writes nothing. */
    public PreflightReport preflight(RelationalStore target, MoveOptions options) {
        MoveSides sides = sides(target, options);
        return sides.reports().looked(new RelationalMove(sides).looked());
    }

    /**
     * Whether that store holds the same rows as the relational store now, treated and transformed as in a move with these
     * options. What differs is in the report, down to rows, also where a proof has failed. Writes nothing.
     *
     * <p>Values are compared by what they mean as their columns are declared, whichever way they are spelled. That holds for two
     * SQLite files too, though a move copies the values of such as they are: what zone and rules of the options read is
     * compared as that, and what nothing reads as it is. Where host code changes rows it is all compared as it is.
     * @throws io.whisperschema.error.MoveUnfinished if rows are still to come to the target
     */
    public MoveReport verifyMoved(RelationalStore target, MoveOptions options) {
        MoveSides sides = sides(target, options);
        return sides.reports().of(new RelationalMove(sides).compared());
    }

    /** Writes rejected rows, once they are corrected in their files, to the target. What still does not fit stays in its file. */
    public ReplayReport replayRejects(RelationalStore target, MoveOptions options) {
        MoveSides sides = sides(target, options);
        return sides.reports().replayed(new RelationalMove(sides).replayed());
    }

    /** Copies all collections; see {@link #move(VectorStore, MoveOptions)}. */
    public MoveReport move(VectorStore target) {
        return move(target, MoveOptions.cautious());
    }

    /**
     * Copies all collections of the vector store to that one, as {@link #move(RelationalStore, MoveOptions)} does tables.
     * Nobody may write to the source meanwhile; a complete proof reads it again and notices.
     */
    public MoveReport move(VectorStore target, MoveOptions options) {
        return moving(target, options).run();
    }

    /** What a move would find, collection by collection. Writes nothing. */
    public PreflightReport preflight(VectorStore target, MoveOptions options) {
        return moving(target, options).looked();
    }

    /** Whether that store holds the same points as the vector store now; what differs is in the report. Writes nothing. */
    public MoveReport verifyMoved(VectorStore target, MoveOptions options) {
        return moving(target, options).compared();
    }

    /** Copies all entries; see {@link #move(CacheStore, MoveOptions)}. */
    public MoveReport move(CacheStore target) {
        return move(target, MoveOptions.cautious());
    }

    /**
     * Copies all entries of the cache to that one, as {@link #move(RelationalStore, MoveOptions)} does tables. An entry goes over
     * whole and expires there at the same moment; what is over meanwhile is told. Keys of no key family stay unless they are
     * {@linkplain MoveOptions#carryingStrangers carried}. Nobody may write meanwhile.
     */
    public MoveReport move(CacheStore target, MoveOptions options) {
        return moving(target, options).run();
    }

    /** What a move would find, key family by key family. Writes nothing. */
    public PreflightReport preflight(CacheStore target, MoveOptions options) {
        return moving(target, options).looked();
    }

    /** Whether that store holds the same entries as the cache now; what differs is in the report. Writes nothing. */
    public MoveReport verifyMoved(CacheStore target, MoveOptions options) {
        return moving(target, options).compared();
    }

    private CacheMove moving(CacheStore to, MoveOptions options) {
        return new CacheMove(new CacheSides(definition, around, requireNonNull(to), requireNonNull(options)));
    }

    private VectorMove moving(VectorStore to, MoveOptions options) {
        return new VectorMove(new VectorSides(definition, around, requireNonNull(to), requireNonNull(options)));
    }

    private MoveSides sides(RelationalStore target, MoveOptions options) {
        return new MoveSides(definition, around, requireNonNull(target), requireNonNull(options));
    }

    private WhisperSchema with(Store store) {
        return new WhisperSchema(definition, around.with(store));
    }
}
