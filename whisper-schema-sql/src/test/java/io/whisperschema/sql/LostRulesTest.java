package io.whisperschema.sql;

import static io.whisperschema.definition.relational.Relational.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.diff.Together;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LostRulesTest {
    private static final Check CHECK = new Check(Optional.of("c"), column("a").isNotNull());
    private static final ForeignKey KEY = ForeignKey.from("a").references("u", "id");
    private static final Change DROP_UNIQUE = new RelationalChange.DropUnique("t", Unique.of("a", "b"));
    private static final Change DROP_INDEX =
            new RelationalChange.DropIndex("t", Index.named("i").unique().on("a"));

    static Stream<Arguments> replaced() {
        return Stream.of(
                Arguments.of(
                        new RelationalChange.DropCheck("t", CHECK),
                        new RelationalChange.AddCheck(
                                "t", new Check(CHECK.name(), column("b").isNotNull()))),
                Arguments.of(
                        new RelationalChange.DropForeignKey("t", KEY),
                        new RelationalChange.AddForeignKey(
                                "t", ForeignKey.from("a").references("w", "id"))),
                Arguments.of(DROP_UNIQUE, new RelationalChange.AddUnique("t", Unique.of("b", "a"))),
                Arguments.of(DROP_UNIQUE, new RelationalChange.AddUnique("t", Unique.of("a"))),
                Arguments.of(
                        DROP_UNIQUE,
                        new RelationalChange.CreateIndex(
                                "t", Index.named("i").unique().on("a", "b"))),
                Arguments.of(
                        DROP_UNIQUE,
                        new RelationalChange.ChangePrimaryKey(
                                "t", Optional.empty(), Optional.of(PrimaryKey.of("a", "b")))),
                Arguments.of(
                        DROP_INDEX,
                        new RelationalChange.CreateIndex(
                                "t", Index.named("i").unique().on("a", "b"))),
                Arguments.of(DROP_INDEX, new RelationalChange.AddUnique("t", Unique.of("a"))),
                Arguments.of(
                        new RelationalChange.ChangePrimaryKey("t", Optional.of(PrimaryKey.of("a")), Optional.empty()),
                        new RelationalChange.AddUnique("t", Unique.of("a"))));
    }

    @ParameterizedTest
    @MethodSource("replaced")
    void aRuleIsLostUnlessSomethingTakesItsPlace(Change drop, Change add) {
        assertThat(lostIn(List.of(drop), drop)).containsExactly(0);
        assertThat(lostIn(List.of(drop, add), drop, add)).isEmpty();
    }

    @Test
    void uniquenessOfMoreColumnsOrFewerRowsTakesNoPlace() {
        Change wider = new RelationalChange.AddUnique("t", Unique.of("a", "b", "c"));
        Change partial = new RelationalChange.CreateIndex(
                "t", Index.named("i").unique().on("a").where(column("b").isNull()));
        Change elsewhere = new RelationalChange.AddUnique("u", Unique.of("a", "b"));

        assertThat(lostIn(List.of(DROP_UNIQUE), DROP_UNIQUE, wider, partial, elsewhere))
                .containsExactly(0);
    }

    @Test
    void aPlainIndexIsNoRule() {
        Change drop = new RelationalChange.DropIndex("t", Index.named("i").on("a"));

        assertThat(lostIn(List.of(drop), drop)).isEmpty();
    }

    @Test
    void ofSeveralStepsForOneChangeTheRewritingOneIsMarked() {
        Change drop = new RelationalChange.DropCheck("t", CHECK);
        Change together = new Together(List.of(DROP_INDEX, drop));
        List<Step> steps = List.of(step(together, Risk.NONE), step(together, Risk.of(Danger.REWRITES_TABLE)));

        assertThat(marked(LostRules.marked(steps, diff(List.of(drop))))).containsExactly(1);
    }

    private static List<Integer> lostIn(List<Change> planned, Change... changes) {
        List<Step> steps =
                planned.stream().map(change -> step(change, Risk.NONE)).toList();
        return marked(LostRules.marked(steps, diff(List.of(changes))));
    }

    private static List<Integer> marked(List<Step> steps) {
        var places = new ArrayList<Integer>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).risk().dangers().contains(Danger.LOSES_RULE)) {
                places.add(i);
            }
        }
        return places;
    }

    private static Step step(Change change, Risk risk) {
        return new Step(
                "1",
                "store",
                change,
                Optional.empty(),
                risk,
                Step.Isolation.IN_TRANSACTION,
                new Undo.Impossible("it is none"));
    }

    private static Diff diff(List<Change> changes) {
        var empty =
                new RelationalCatalog(DialectName.POSTGRES, List.of(), List.of(), List.of(), Facts.none("PostgreSQL"));
        return new Diff(empty, empty, changes, List.of());
    }
}
