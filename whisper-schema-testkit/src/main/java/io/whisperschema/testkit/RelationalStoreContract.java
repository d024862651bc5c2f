package io.whisperschema.testkit;

import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.PlanOutdated;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.RelationalStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link RelationalStore} does. A test class implements it, says how to make a store and gives each test a
 * database of its own:
 *
 * <pre>{@code
 * @WithDatabases
 * class SqliteStoreTest implements RelationalStoreContract {
 *     private SqliteDatabase file;
 *
 *     @BeforeEach
 *     void aFile(SqliteDatabase file) {
 *         this.file = file;
 *     }
 *
 *     public DataSource dataSource() {
 *         return file.dataSource();
 *     }
 *
 *     public RelationalStore storeOver(DataSource pool) {
 *         return SqliteStore.over(pool);
 *     }
 * }
 * }</pre>
 */
public interface RelationalStoreContract {
    /** The database of the running test: empty when it begins, the same until it ends. */
    DataSource dataSource();

    /** A store over that pool. */
    RelationalStore storeOver(DataSource pool);

    /** A store over the running test's database. */
    default RelationalStore freshStore() {
        return storeOver(dataSource());
    }

    @Test
    default void anEmptyDatabaseIsInspectedAsEmpty() {
        assertThat(freshStore().inspect().isEmpty()).isTrue();
    }

    @Test
    default void anEmptyDefinitionChangesNothing() {
        SchemaDefinition nothing = SchemaDefinition.named("nothing");
        assertThat(schema(nothing).bootstrap().stores()).containsValue(BootstrapReport.Outcome.UP_TO_DATE);
        assertThat(freshStore().inspect().isEmpty()).isTrue();
    }

    @Test
    default void everyTypeTakesEveryDefault() {
        isCreatedAsDefined(
                ContractDefinitions.everyTypeAndDefault(freshStore().dialect().name()));
    }

    @Test
    default void everyKeyIsCreatedAsDefined() {
        isCreatedAsDefined(ContractDefinitions.everyKey());
    }

    @Test
    default void everyCheckIsCreatedAsDefined() {
        isCreatedAsDefined(ContractDefinitions.everyCheck(freshStore().dialect().name()));
    }

    @Test
    default void everyIndexIsCreatedAsDefined() {
        isCreatedAsDefined(ContractDefinitions.everyIndex(freshStore().dialect().name()));
    }

    @Test
    default void everyForeignKeyIsCreatedAsDefined() {
        isCreatedAsDefined(ContractDefinitions.everyForeignKey());
    }

    @Test
    default void everyCommentIsCreatedAsDefined() throws SQLException {
        withACanary(() -> isCreatedAsDefined(ContractDefinitions.everyComment()));
    }

    @Test
    default void everyNameSurvivesLiterally() throws SQLException {
        withACanary(() -> isCreatedAsDefined(ContractDefinitions.everyName()));
        assertThat(freshStore().inspect().tables())
                .extracting(io.whisperschema.catalog.CatalogTable::name)
                .containsAll(HostileWords.NAMES);
    }

    @Test
    default void noDefaultInjectsSql() throws SQLException {
        withACanary(() -> isCreatedAsDefined(
                ContractDefinitions.everyTypeAndDefault(freshStore().dialect().name())));
    }

    @Test
    default void aTextDefaultReachesTheRowUnchanged() throws SQLException {
        List<String> texts = HostileWords.TEXTS;
        var columns = new ArrayList<io.whisperschema.definition.relational.TablePart>();
        columns.add(integer("id").notNull());
        for (int i = 0; i < texts.size(); i++) {
            columns.add(text("d" + i).defaultsTo(texts.get(i)));
        }
        create(SchemaDefinition.named("texts")
                .tables(table("texts", columns.toArray(io.whisperschema.definition.relational.TablePart[]::new))));
        run("INSERT INTO texts (id) VALUES (1)");
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM texts")) {
            row.next();
            for (int i = 0; i < texts.size(); i++) {
                assertThat(row.getString("d" + i)).isEqualTo(texts.get(i));
            }
        }
    }

    @Test
    default void aViewIsCreatedAndItsQueryComparedByEyeAtMost() {
        SchemaDefinition withViews = SchemaDefinition.named("views")
                .tables(table("people", text("name").primaryKey(), integer("age")))
                .views(
                        view("grown_ups", "SELECT name FROM people WHERE age >= 18"),
                        view("Odd \" name", "SELECT 'it''s; --' AS said"));
        create(withViews);
        assertThat(diff(withViews).changes()).isEmpty();
        assertThat(freshStore().inspect().views())
                .extracting(io.whisperschema.catalog.CatalogView::name)
                .containsExactlyInAnyOrder("grown_ups", "Odd \" name");
    }

    @Test
    default void threeHundredTablesAreCreatedAsDefined() {
        isCreatedAsDefined(ContractDefinitions.tables(300));
    }

    @Test
    default void aTableOfFiveHundredColumnsIsCreatedAsDefined() {
        isCreatedAsDefined(ContractDefinitions.columns(500));
    }

    @Test
    default void theDdlTextThroughPlainJdbcGivesTheSameCatalog() throws SQLException {
        SchemaDefinition definition = ContractDefinitions.everyForeignKey();
        run(freshStore().dialect().ddl(definition).statements().toArray(String[]::new));
        holds(definition);
    }

    @Test
    default void aSecondRunChangesNothing() {
        SchemaDefinition definition = ContractDefinitions.everyForeignKey();
        create(definition);
        String before = CatalogFingerprint.of(freshStore().inspect());
        BootstrapReport second = schema(definition).bootstrap();
        assertThat(second.stores()).containsValue(BootstrapReport.Outcome.UP_TO_DATE);
        assertThat(second.execution().results()).isEmpty();
        assertThat(CatalogFingerprint.of(freshStore().inspect())).isEqualTo(before);
    }

    @Test
    default void twoInspectionsHaveTheSameFingerprint() {
        create(ContractDefinitions.everyIndex(freshStore().dialect().name()));
        assertThat(CatalogFingerprint.of(freshStore().inspect()))
                .isEqualTo(CatalogFingerprint.of(freshStore().inspect()));
    }

    @Test
    default void planningWritesNothing() {
        schema(ContractDefinitions.everyKey()).plan();
        assertThat(freshStore().inspect().isEmpty()).isTrue();
    }

    @TestFactory
    default Stream<DynamicTest> theDiffIsExactlyTheOneThingThatDiffers() {
        return ContractDifferences.all().stream()
                .map(difference -> DynamicTest.dynamicTest(difference.says(), () -> isFoundAndMade(difference)));
    }

    @Test
    default void aCommentThatDiffersIsFoundWhereCommentsAreKept() {
        SchemaDefinition before = SchemaDefinition.named("c").tables(table("t", text("a")));
        SchemaDefinition after = SchemaDefinition.named("c")
                .tables(table("t", text("a").comment("of the column")).comment("of the table"));
        create(before);
        boolean kept = freshStore().spell(after).tables().get(0).comment().isPresent();
        assertThat(changes(diff(after))).isEqualTo(kept ? List.of("AlterColumn", "ChangeTableComment") : List.of());
        schema(after).execute(schema(after).plan());
        holds(after);
    }

    @Test
    default void whatTheDefinitionDoesNotSpeakOfIsNoticedAndLeft() throws SQLException {
        run("CREATE TABLE strangers (a INTEGER)", "CREATE VIEW strange AS SELECT a FROM strangers");
        SchemaDefinition definition = SchemaDefinition.named("ours").tables(table("ours", text("a")));
        schema(definition).bootstrap(BootstrapOptions.cautious().besideStrangers());
        Diff diff = diff(definition);
        assertThat(diff.changes()).isEmpty();
        assertThat(diff.remarks()).extracting(Finding::severity).containsOnly(Severity.NOTICE);
        assertThat(diff.remarks()).extracting(Finding::place).contains("table strangers", "view strange");
        run("INSERT INTO strangers (a) VALUES (1)");
        assertThat(count("strange")).isEqualTo(1);
    }

    @Test
    default void aDefinitionReadFromTheCatalogIsSpelledAsTheCatalog() {
        for (SchemaDefinition definition : List.of(
                ContractDefinitions.everyKey(),
                ContractDefinitions.everyForeignKey(),
                ContractDefinitions.everyIndex(freshStore().dialect().name()),
                ContractDefinitions.everyCheck(freshStore().dialect().name()))) {
            schema(definition).bootstrap(BootstrapOptions.cautious().besideStrangers());
        }
        RelationalCatalog catalog = freshStore().inspect();
        SchemaDefinition read = SchemaDefinition.from("read", catalog).definition();
        assertThat(SchemaDiff.between(catalog, freshStore().spell(read)).findings())
                .isEmpty();
    }

    @Test
    default void theCatalogsJsonGivesTheSameCatalog() {
        for (SchemaDefinition definition : List.of(
                ContractDefinitions.everyKey(),
                ContractDefinitions.everyForeignKey(),
                ContractDefinitions.everyTypeAndDefault(freshStore().dialect().name()),
                ContractDefinitions.everyCheck(freshStore().dialect().name()))) {
            schema(definition).bootstrap(BootstrapOptions.cautious().besideStrangers());
        }
        RelationalCatalog catalog = freshStore().inspect();
        RelationalCatalog again = RelationalCatalog.fromJson(catalog.toJson());
        assertThat(again).isEqualTo(catalog);
        assertThat(again.toJson()).isEqualTo(catalog.toJson());
    }

    @Test
    default void aStepThatFailsLeavesNothingBehind() throws SQLException {
        WhisperSchema failing = anIndexThatItsRowsRefuse();
        String before = CatalogFingerprint.of(freshStore().inspect());
        Plan plan = failing.plan();
        assertThat(plan.steps()).hasSizeGreaterThan(1);
        assertThatThrownBy(() -> failing.execute(plan))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("twice_or_not")
                .hasMessageContaining("Nothing was applied.");
        assertThat(CatalogFingerprint.of(freshStore().inspect())).isEqualTo(before);
        assertThat(count("rows")).isEqualTo(2);
    }

    private WhisperSchema anIndexThatItsRowsRefuse() throws SQLException {
        create(SchemaDefinition.named("rows").tables(table("rows", text("a"))));
        run("INSERT INTO rows (a) VALUES ('same')", "INSERT INTO rows (a) VALUES ('same')");
        return schema(SchemaDefinition.named("rows")
                .tables(table("rows", text("a"), index("twice_or_not").unique().on("a")), table("another", text("a"))));
    }

    @Test
    default void aPlanMadeForAnotherStateIsRefused() throws SQLException {
        WhisperSchema schema = schema(SchemaDefinition.named("late").tables(table("late", text("a"))));
        Plan plan = schema.plan();
        run("CREATE TABLE meanwhile (a INTEGER)");
        assertThatThrownBy(() -> schema.execute(plan))
                .isInstanceOf(PlanOutdated.class)
                .hasMessageContaining("Nothing was applied");
        assertThat(freshStore().inspect().table("late")).isEmpty();
    }

    @Test
    default void aPlanIsRefusedTheSecondTime() {
        WhisperSchema schema = schema(SchemaDefinition.named("once").tables(table("once", text("a"))));
        Plan plan = schema.plan();
        schema.execute(plan);
        assertThatThrownBy(() -> schema.execute(plan)).isInstanceOf(PlanOutdated.class);
    }

    @Test
    default void dataGoesOnlyWithPermission() throws SQLException {
        create(SchemaDefinition.named("loss").tables(table("loss", text("kept"), text("goes"))));
        run("INSERT INTO loss (kept, goes) VALUES ('a', 'b')");
        SchemaDefinition after = SchemaDefinition.named("loss").tables(table("loss", text("kept")));
        WhisperSchema schema = schema(after);
        Plan plan = schema.plan();
        assertThat(plan.losingData()).hasSize(1);
        assertThatThrownBy(() -> schema.execute(plan)).isInstanceOf(DataLossRefused.class);
        assertThat(diff(after).changes()).hasSize(1);
        schema.execute(plan, ExecuteOptions.cautious().allowingDataLoss());
        holds(after);
        assertThat(count("loss")).isEqualTo(1);
    }

    @Test
    default void connectionsComeBackAsTheyCame() throws SQLException {
        comeBackAsTheyCame(connection -> {});
    }

    @Test
    default void connectionsWithoutAutocommitComeBackAsTheyCame() throws SQLException {
        comeBackAsTheyCame(connection -> connection.setAutoCommit(false));
    }

    @Test
    default void serializableConnectionsComeBackAsTheyCame() throws SQLException {
        comeBackAsTheyCame(connection -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
    }

    @Test
    default void serializableConnectionsWithoutAutocommitComeBackAsTheyCame() throws SQLException {
        comeBackAsTheyCame(connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
        });
    }

    private void comeBackAsTheyCame(TunedDataSource.Tuning tuning) throws SQLException {
        ObservedDataSource observed = ObservedDataSource.over(TunedDataSource.over(dataSource(), tuning));
        RelationalStore store = storeOver(observed);
        SchemaDefinition definition = ContractDefinitions.everyForeignKey();
        WhisperSchema.of(definition).relational(store).bootstrap();
        WhisperSchema.of(definition).relational(store).validate();
        holds(definition);
        WhisperSchema failing = anIndexThatItsRowsRefuse(observed);
        assertThatThrownBy(() -> failing.execute(failing.plan())).isInstanceOf(StepFailed.class);
        assertThat(freshStore().inspect().table("another")).isEmpty();
        WhisperSchema lost = WhisperSchema.of(SchemaDefinition.named("late").tables(table("late", text("a"))))
                .relational(store);
        Plan plan = lost.plan();
        run("CREATE TABLE meanwhile (a INTEGER)");
        assertThatThrownBy(() -> lost.execute(plan)).isInstanceOf(PlanOutdated.class);
        assertThat(observed.changedOnReturn()).isEmpty();
        observed.assertAllReturned();
    }

    private WhisperSchema anIndexThatItsRowsRefuse(DataSource pool) throws SQLException {
        run("CREATE TABLE \"rows\" (\"a\" TEXT)");
        run("INSERT INTO rows (a) VALUES ('same')", "INSERT INTO rows (a) VALUES ('same')");
        return WhisperSchema.of(SchemaDefinition.named("rows")
                        .tables(
                                table(
                                        "rows",
                                        text("a"),
                                        index("twice_or_not").unique().on("a")),
                                table("another", text("a"))))
                .relational(storeOver(pool));
    }

    private void isFoundAndMade(ContractDifferences.Difference difference) {
        schema(difference.before()).bootstrap(BootstrapOptions.cautious().besideStrangers());
        assertThat(changes(diff(difference.before()))).isEmpty();
        Diff diff = diff(difference.after());
        assertThat(changes(diff)).isEqualTo(difference.changes());
        boolean mayBeRenamed = difference.changes().containsAll(List.of("AddColumn", "DropColumn"));
        assertThat(diff.remarks())
                .filteredOn(one -> one.severity() == Severity.WARNING)
                .hasSize(mayBeRenamed ? 1 : 0);
        WhisperSchema schema = schema(difference.after());
        assertThat(schema.validate().isValid()).isFalse();
        try {
            schema.execute(schema.plan(), ExecuteOptions.cautious().allowingDataLoss());
        } catch (UnsupportedChange refused) {
            assertThat(changes(diff(difference.before()))).isEmpty();
            return;
        }
        assertThat(diff(difference.after()).changes()).isEmpty();
    }

    private static List<String> changes(Diff diff) {
        return diff.changes().stream()
                .map(change -> change.getClass().getSimpleName())
                .sorted()
                .toList();
    }

    /** Creates it in the empty database and compares. */
    private void isCreatedAsDefined(SchemaDefinition definition) {
        create(definition);
        holds(definition);
    }

    private void create(SchemaDefinition definition) {
        schema(definition).bootstrap(BootstrapOptions.cautious().besideStrangers());
    }

    private void holds(SchemaDefinition definition) {
        Diff diff = diff(definition);
        assertThat(diff.changes().stream().map(change -> change.finding().text()))
                .isEmpty();
        assertThat(diff.remarks())
                .filteredOn(one -> one.severity() != Severity.NOTICE)
                .isEmpty();
        List<String> names =
                definition.relational().tables().stream().map(Table::name).toList();
        assertThat(freshStore().inspect().tables())
                .extracting(io.whisperschema.catalog.CatalogTable::name)
                .containsAll(names);
    }

    private Diff diff(SchemaDefinition definition) {
        RelationalStore store = freshStore();
        return SchemaDiff.between(store.inspect(), store.spell(definition));
    }

    private WhisperSchema schema(SchemaDefinition definition) {
        return WhisperSchema.of(definition).relational(freshStore());
    }

    private void withACanary(Runnable test) throws SQLException {
        run("CREATE TABLE canary (a INTEGER)", "INSERT INTO canary (a) VALUES (1)");
        test.run();
        assertThat(count("canary")).isEqualTo(1);
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
