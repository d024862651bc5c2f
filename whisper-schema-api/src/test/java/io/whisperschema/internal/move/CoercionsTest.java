package io.whisperschema.internal.move;

import static io.whisperschema.move.MoveOptions.cautious;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.internal.move.FakeTarget.Killed;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoercionsTest {
    private static final String HEADER =
            "{\"format\":\"whisper-schema/coerced\",\"version\":1,\"move\":\"move-1\",\"table\":\"facts\"}";
    private static final String YES = "{\"key\":{\"id\":{\"integer\":7}},\"column\":\"verified\","
            + "\"flaw\":\"TRUTH_SPELLING\",\"by\":\"TRUTH_WORDS\",\"value\":{\"text\":\"yes\"}}";
    private static final String HALF = "{\"key\":{\"id\":{\"integer\":8}},\"column\":\"user_id\",\"flaw\":\"FRACTION\","
            + "\"by\":\"AS_NULL\",\"value\":{\"real\":\"1.5\"}}";

    private final Moving moving = new Moving();

    @TempDir
    private Path folder;

    @BeforeEach
    void someRows() {
        moving.user(1, "user");
        for (int i = 100; i < 110; i++) {
            moving.fact(i, 1, Raw.integer(1));
        }
        moving.fact(7, 1, Raw.text("yes"));
        moving.rows("facts").add(List.of(Raw.integer(8), Raw.real(1.5), Raw.integer(0)));
    }

    private MoveOptions options() {
        return cautious()
                .chunksOf(5)
                .treating(Flaw.TRUTH_SPELLING, Treatment.coerce(Rule.TRUTH_WORDS))
                .treating(Flaw.FRACTION, Treatment.asNull())
                .rejectingTo(folder);
    }

    private List<String> listed() throws IOException {
        return Files.readAllLines(folder.resolve("facts.coerced.jsonl"));
    }

    @Test
    void whatWasMadeToFitIsListedAsItWas() throws IOException {
        assertThat(moving.move(options()).isProven()).isTrue();

        assertThat(listed()).containsExactly(HEADER, YES, HALF);
        assertThat(folder.resolve("users.coerced.jsonl")).doesNotExist();
    }

    @Test
    void aRejectedRowIsNotListed() throws IOException {
        moving.rows("facts").add(List.of(Raw.integer(9), Raw.textHex("aa"), Raw.text("yes")));
        moving.rows("facts").add(List.of(Raw.integer(10), Raw.integer(1), Raw.text("no")));
        MoveOptions options = options().treating(Flaw.TEXT_IN_NUMBER, Treatment.reject());

        assertThat(moving.move(options).isProven()).isTrue();

        assertThat(listed()).hasSize(4).noneMatch(line -> line.contains("{\"integer\":9}"));
        assertThat(moving.target.checkpoints().read().orElseThrow().chunks())
                .extracting(chunk -> chunk.coerced().values().stream()
                        .mapToLong(each -> each)
                        .sum())
                .containsOnlyOnce(2L)
                .doesNotContain(3L);
    }

    @Test
    void eachIsListedOnceWhereverTheMoveWasKilled() throws IOException {
        for (int kills = 0; kills < 6; kills++) {
            int[] left = {kills};
            moving.target.at(name -> {
                if (left[0]-- == 0) {
                    throw new Killed(name);
                }
            });
            try {
                moving.move(options());
            } catch (Killed goesOn) {
                moving.target.at(name -> {});
            }
        }
        moving.target.at(name -> {});

        assertThat(moving.move(options()).isProven()).isTrue();
        assertThat(listed()).containsExactly(HEADER, YES, HALF);
    }

    @Test
    void aListThatSomebodyTookAwayIsWrittenAgain() throws IOException {
        Collections.rotate(moving.rows("facts"), 2);
        moving.target.at(name -> {
            if (name.equals("committed")) {
                throw new Killed(name);
            }
        });
        assertThatThrownBy(() -> moving.move(options())).isInstanceOf(Killed.class);
        moving.target.at(name -> {});
        Files.delete(folder.resolve("move-1").resolve("known_facts.coerced").resolve("0.jsonl"));

        assertThat(moving.move(options()).isProven()).isTrue();
        assertThat(listed()).containsExactly(HEADER, YES, HALF);
    }

    @Test
    void aJoinThatWasKilledWhileTheChunksFilesWentKeepsWhatItJoined() throws IOException {
        moving.move(options());
        Path half = Files.createDirectories(folder.resolve("move-1").resolve("known_facts.coerced.joined"));
        Files.writeString(half.resolve("2.jsonl"), HALF + "\n");

        assertThat(moving.move(options()).isProven()).isTrue();
        assertThat(listed()).containsExactly(HEADER, YES, HALF);
        assertThat(half).doesNotExist();
    }
}
