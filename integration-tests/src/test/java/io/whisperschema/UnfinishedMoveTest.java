package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.testkit.FakeRelationalStore;
import io.whisperschema.testkit.FakeServer;
import org.junit.jupiter.api.Test;

class UnfinishedMoveTest {
    private final FakeServer server = new FakeServer();
    private final SchemaDefinition users =
            SchemaDefinition.named("users").tables(table("users", integer("id").primaryKey()));

    private WhisperSchema host(SchemaDefinition definition) {
        return WhisperSchema.of(definition).relational(FakeRelationalStore.over(server));
    }

    private void beginAMove() {
        host(SchemaDefinition.named("move").tables(table(Checkpoints.TABLE, text("passage"))))
                .bootstrap();
    }

    @Test
    void nobodyStartsOnATargetToWhichRowsAreStillToCome() {
        beginAMove();

        assertThatThrownBy(() -> host(users).bootstrap())
                .isInstanceOf(MoveUnfinished.class)
                .hasMessageContaining("the move of which schema_move tells is not finished")
                .hasMessageContaining("Move again with the options that it was begun with");
        assertThat(FakeRelationalStore.over(server).inspect().table("users")).isEmpty();
    }

    @Test
    void nobodyPlansWhatItsMoveIsStillToMake() {
        beginAMove();

        assertThatThrownBy(() -> host(users).plan()).isInstanceOf(MoveUnfinished.class);
    }
}
