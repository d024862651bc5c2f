package io.whisperschema.internal.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.report.Difference;
import io.whisperschema.report.Difference.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NarrowingTest {
    private static final MoveOptions OPTIONS = MoveOptions.cautious().chunksOf(50);

    private final Moving moving = new Moving();

    @BeforeEach
    void moved() {
        for (int i = 1; i <= 300; i++) {
            moving.user(i, "user " + i);
            moving.note("note " + i % 100);
        }
        assertThat(moving.move(OPTIONS).isProven()).isTrue();
    }

    private List<List<Raw>> users() {
        return moving.target.tables().get("users");
    }

    private static Raw text(String text) {
        return Raw.typed(Tag.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Raw id(long id) {
        return Raw.typed(Tag.INTEGER, id);
    }

    private List<Difference> differences() {
        return moving.differences(OPTIONS);
    }

    @Test
    void whatIsEqualHasNoDifference() {
        assertThat(differences()).isEmpty();
    }

    @Test
    void aChangedValueIsNamedByKeyAndColumn() {
        users().set(41, List.of(id(42), text("user 43")));

        assertThat(differences()).containsExactly(new Difference("users", "id 42", Kind.OTHER_VALUES, List.of("name")));
    }

    @Test
    void twoValuesThatAreSwappedAreBothNamed() {
        users().set(0, List.of(id(1), text("user 2")));
        users().set(1, List.of(id(2), text("user 1")));

        assertThat(differences()).extracting(Difference::key).containsExactlyInAnyOrder("id 1", "id 2");
    }

    @Test
    void aRowThatIsGoneIsOnlyInTheSource() {
        users().remove(41);

        assertThat(differences()).containsExactly(new Difference("users", "id 42", Kind.ONLY_IN_SOURCE, List.of()));
    }

    @Test
    void aRowThatWasAddedIsOnlyInTheTarget() {
        users().add(List.of(id(999), text("somebody")));

        assertThat(differences()).containsExactly(new Difference("users", "id 999", Kind.ONLY_IN_TARGET, List.of()));
    }

    @Test
    void aRowThatIsDoubledIsThereMoreOften() {
        users().add(users().get(41));

        assertThat(differences()).containsExactly(new Difference("users", "id 42", Kind.OTHER_COUNT, List.of()));
    }

    @Test
    void rowsWithoutAKeyAreCounted() {
        List<List<Raw>> notes = moving.target.tables().get("notes");
        notes.remove(0);
        notes.add(List.of(text("another")));

        assertThat(differences())
                .extracting(Difference::kind)
                .containsExactlyInAnyOrder(Kind.OTHER_COUNT, Kind.ONLY_IN_TARGET);
    }

    @Test
    void aValueThatDoesNotFitIsADifference() {
        users().set(41, List.of(id(42), Raw.textHex("ff")));

        assertThat(differences()).containsExactly(new Difference("users", "id 42", Kind.OTHER_VALUES, List.of("name")));
    }

    @Test
    void whatFitsNoMemoryIsReadInSeveralPasses() {
        var many = new Moving();
        for (int i = 0; i < 30_000; i++) {
            many.user(i, "user");
        }
        assertThat(many.move(MoveOptions.cautious()).isProven()).isTrue();
        List<List<Raw>> users = many.target.tables().get("users");
        var changed = new ArrayList<String>();
        for (int i = 0; i < 30_000; i += 100) {
            users.set(i, List.of(id(i), text("other")));
            changed.add("id " + i);
        }

        assertThat(many.differences(MoveOptions.cautious().within(1 << 20)))
                .extracting(Difference::key)
                .containsExactlyInAnyOrderElementsOf(changed);
    }
}
