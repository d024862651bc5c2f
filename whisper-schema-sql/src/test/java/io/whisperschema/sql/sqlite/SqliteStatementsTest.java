package io.whisperschema.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.internal.sql.SqlSyntaxException;
import io.whisperschema.sql.ScriptStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteStatementsTest {
    @Test
    void aScriptIsCutAtItsSemicolons() {
        assertThat(SqliteStatements.split("""
                ;; -- nothing; yet
                CREATE TABLE a (x TEXT DEFAULT ';', [;] TEXT, `;;` TEXT, ";" TEXT); /* ; */ SELECT 1;
                SELECT
                  2"""))
                .extracting(ScriptStatement::text)
                .containsExactly(
                        "CREATE TABLE a (x TEXT DEFAULT ';', [;] TEXT, `;;` TEXT, \";\" TEXT)",
                        "SELECT 1",
                        "SELECT\n  2");
    }

    @Test
    void eachStatementKnowsItsLine() {
        assertThat(SqliteStatements.split("\n-- one\nSELECT 1;SELECT '\n';\n\nSELECT 3"))
                .extracting(ScriptStatement::line)
                .containsExactly(3, 3, 6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; UPDATE a SET x = CASE WHEN 1 THEN 2 END; END",
                "create temp trigger t before delete on a begin select ';END;'; end",
                "CREATE TEMPORARY TRIGGER IF NOT EXISTS t AFTER INSERT ON a BEGIN SELECT 1; -- ; END;\n END"
            })
    void aTriggerIsOneStatement(String trigger) {
        assertThat(SqliteStatements.split(trigger + "; SELECT 1;"))
                .extracting(ScriptStatement::text)
                .containsExactly(trigger, "SELECT 1");
    }

    @Test
    void aLineForTheProgramIsAStatementOfItsOwn() {
        assertThat(SqliteStatements.split(".mode csv\n.read other.sql; x\nSELECT .5;"))
                .extracting(ScriptStatement::text)
                .containsExactly(".mode csv", ".read other.sql; x", "SELECT .5");
    }

    @Test
    void aStringWithoutAnEndIsRefusedWithItsLine() {
        assertThatThrownBy(() -> SqliteStatements.split("SELECT 1;\nSELECT 'a"))
                .isInstanceOf(SqlSyntaxException.class)
                .hasMessageStartingWith("line 2");
    }

    @Test
    void aLongScriptTakesNoLongerThanItIs() {
        String rows = "INSERT INTO a VALUES ('" + "x;".repeat(50) + "');\n";

        assertThat(SqliteStatements.split(rows.repeat(20_000))).hasSize(20_000);
    }
}
