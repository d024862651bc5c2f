package io.whisperschema.postgres;

import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.sql.Steps;
import io.whisperschema.sql.TableSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What all statements of one plan share, and where they are collected. */
final class Workshop {
    private final Situation situation;
    private final PostgresWords words;
    private final PlanOptions options;
    private final Stages stages;
    private final Map<String, List<ForeignKey>> late;
    private final TableSql sql;
    private final ConstraintNames names;
    private final Steps steps;
    private final List<RelationalChange.ValidateConstraint> unproven = new ArrayList<>();

    Workshop(
            Situation situation,
            PostgresWords words,
            PlanOptions options,
            Stages stages,
            Map<String, List<ForeignKey>> late) {
        this.situation = situation;
        this.words = words;
        this.options = options;
        this.stages = stages;
        this.late = late;
        this.sql = new TableSql(words);
        this.names = new ConstraintNames(situation);
        this.steps = new Steps(situation.store());
    }

    Situation situation() {
        return situation;
    }

    PostgresWords words() {
        return words;
    }

    PlanOptions options() {
        return options;
    }

    Stages stages() {
        return stages;
    }

    TableSql sql() {
        return sql;
    }

    ConstraintNames names() {
        return names;
    }

    /** The foreign keys of a new table that come after all tables. */
    List<ForeignKey> late(String table) {
        return late.getOrDefault(table, List.of());
    }

    void add(RelationalChange cause, Stage stage, String statement, Risk risk, Undo undo) {
        steps.add(cause, statement, risk, undo, stage.isolation());
    }

    /** Remembers a constraint that is added and not proven yet. */
    void toProve(String table, String name) {
        unproven.add(new RelationalChange.ValidateConstraint(table, name));
    }

    List<RelationalChange.ValidateConstraint> unproven() {
        return List.copyOf(unproven);
    }

    List<Step> toList() {
        return steps.toList();
    }
}
