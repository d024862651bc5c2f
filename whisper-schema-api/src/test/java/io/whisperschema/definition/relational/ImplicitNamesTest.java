package io.whisperschema.definition.relational;

import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.InvalidDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImplicitNamesTest {
    private static final Expression POSITIVE = column("a").greaterThan(Expression.literal(0));

    static Stream<Arguments> clashes() {
        return Stream.of(
                Arguments.of("t_pkey", table("t", text("a").primaryKey()), "table t, primary key"),
                Arguments.of("t_a_key", table("t", text("a").unique()), "table t, unique (a)"),
                Arguments.of("t_a_b_key", table("t", text("a"), text("b"), unique("a", "b")), "table t, unique (a, b)"),
                Arguments.of("t_id_seq", table("t", bigint("id").identity()), "table t, column id"),
                Arguments.of("t_nr_seq", table("t", text("a").naturalKey("nr")), "table t, column nr"),
                Arguments.of("t_a_key", table("t", text("a").naturalKey("nr")), "table t, unique (a)"),
                Arguments.of("t_pkey", table("t", text("a").naturalKey("nr")), "table t, primary key"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clashes")
    void aNameThatPostgresGivesToAKeyOrSequenceIsTaken(String name, Table table, String place) {
        assertThatThrownBy(() -> new RelationalModel(List.of(table, table(name, text("a"))), List.of()))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageStartingWith(place + ": PostgreSQL calls its index or sequence " + name + ",");
        assertThatThrownBy(() -> new RelationalModel(
                        List.of(table("o", text("a"), index(name).on("a")), table), List.of()))
                .isInstanceOf(InvalidDefinition.class);
    }

    @Test
    void aKeyWithANameLeavesTheOtherFree() {
        Table named = table("t", text("a"), primaryKey("a").named("k"));

        assertThatCode(() -> new RelationalModel(List.of(named, table("t_pkey", text("a"))), List.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void anUnnamedCheckTakesANameOfItsOwnTableOnly() {
        Table clash = table("t", bigint("a"), check(POSITIVE), check("t_a_check", POSITIVE));
        Table other = table("u", bigint("a"), check("t_a_check", POSITIVE));

        assertThatThrownBy(() -> new RelationalModel(List.of(clash), List.of()))
                .hasMessageStartingWith("table t, check: PostgreSQL calls its rule t_a_check");
        assertThatCode(() -> new RelationalModel(List.of(table("t", bigint("a"), check(POSITIVE)), other), List.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void longNamesAreCutAsPostgresCutsThem() {
        Table table = table("t".repeat(40) + "ü", text("c".repeat(40)).unique());

        assertThat(ImplicitNames.ofRelations(table)).containsOnlyKeys("t".repeat(29) + "_" + "c".repeat(29) + "_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"})
    void aColumnThatPostgresHasInEveryTableIsRefused(String name) {
        assertThatThrownBy(() -> text(name))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessage("column " + name + ": PostgreSQL has a column of that name in every table. Rename it.");
        assertThatThrownBy(() -> text("a").naturalKey(name)).isInstanceOf(InvalidDefinition.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oid", "rowid", "CTID"})
    void aNameThatOnlyLooksLikeOneIsFree(String name) {
        assertThat(table("t", text(name)).column(name)).isPresent();
    }
}
