package io.whisperschema.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.DialectName;
import java.util.List;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private static final Change ONE = new RelationalChange.CreateView(new CatalogView("one", "SELECT 1"));
    private static final Change OTHER = new RelationalChange.CreateView(new CatalogView("other", "SELECT 2"));

    @Test
    void aSingleChangeIsItself() {
        assertThat(Together.of(List.of(ONE))).isSameAs(ONE);
    }

    @Test
    void theFirstChangesAreSaidInWordsAndTheOthersCounted() {
        assertThat(Together.of(List.of(ONE, OTHER)).words()).isEqualTo("create view one; create view other");
        assertThat(Together.of(List.of(ONE, OTHER, ONE, OTHER, ONE)).words())
                .isEqualTo("create view one; create view other; create view one; and 2 more");
    }

    @Test
    void theyAreAppliedOnlyIfAllAre() {
        Change both = Together.of(List.of(ONE, OTHER));

        assertThat(both.stateIn(holding())).isEqualTo(Change.State.PENDING);
        assertThat(both.stateIn(holding("one"))).isEqualTo(Change.State.UNKNOWN);
        assertThat(both.stateIn(holding("one", "other"))).isEqualTo(Change.State.APPLIED);
    }

    @Test
    void noChangeIsNoReason() {
        assertThatThrownBy(() -> Together.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static RelationalCatalog holding(String... views) {
        return new RelationalCatalog(
                DialectName.SQLITE,
                List.of(),
                List.of(views).stream()
                        .map(name -> new CatalogView(name, "SELECT 1"))
                        .toList(),
                List.of(),
                Facts.none("SQLite"));
    }
}
