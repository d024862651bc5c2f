package io.whisperschema.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.move.Item.Tag;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ItemTest {
    private static final byte[] BYTES = {1, 2, 3};
    private static final String RETURNED = "what the store returned";

    private final Item item = new Item(2);

    private Item whole() {
        item.clear();
        item.putTyped(0, Tag.INTEGER, 7);
        item.putTyped(1, Tag.BYTES, BYTES, 0, 3);
        item.putOriginal(RETURNED);
        return item;
    }

    static List<Consumer<Item>> changes() {
        return List.of(
                Item::clear,
                item -> item.putNull(0),
                item -> item.putTyped(0, Tag.INTEGER, 8),
                item -> item.putBlob(1, BYTES, 0, 1),
                item -> item.retag(1, Tag.RAW_TEXT),
                item -> item.retag(1, Tag.BYTES, 0, 2));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void theOriginalIsForgottenAsSoonAsSomethingChanges(Consumer<Item> change) {
        change.accept(whole());

        assertThat(item.original()).isEmpty();
    }

    @Test
    void theSameTagAgainIsNoChange() {
        whole().retag(1, Tag.BYTES);

        assertThat(item.original()).contains(RETURNED);
    }
}
