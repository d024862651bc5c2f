package io.whisperschema.definition.vector;

import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.InvalidDefinition;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollectionFamilyTest {
    private static final FamilyVersion FIRST = version(
            "1", unnamed(3, Distance.DOT), payload("a").keyword(), payload("b").text());

    @Test
    void givesTheCollectionAtHead() {
        VectorCollection collection = family(
                        "memory_<name>", FIRST, FIRST.next("2", payload("c").bool()))
                .collection("elena");
        assertThat(collection.name()).isEqualTo("memory_elena");
        assertThat(collection.version()).contains("2");
        assertThat(collection.payload()).extracting(PayloadField::name).containsExactly("a", "b", "c");
    }

    @Test
    void givesTheCollectionAtAnOlderVersion() {
        CollectionFamily family =
                family("memory_<name>", FIRST, FIRST.next("2", payload("c").bool()));
        assertThat(family.collectionAt("1", "elena").shape()).isEqualTo(FIRST.shape());
    }

    @Test
    void aNextVersionReplacesPartsOfTheSameName() {
        FamilyVersion next = FIRST.next("2", payload("a").keyword().indexed(), unnamed(4, Distance.DOT));
        assertThat(next.shape().field("a").orElseThrow().index()).isPresent();
        assertThat(next.shape().payload()).hasSize(2);
        assertThat(next.shape().spaces()).extracting(VectorSpace::size).containsExactly(4);
    }

    @Test
    void anUnknownVersionIsRefused() {
        assertThatThrownBy(() -> family("memory_<name>", FIRST).collectionAt("9", "elena"))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessage("family memory_<name>: it has no version 9. It has 1.");
    }

    @Test
    void aValueThatQdrantRefusesIsRefused() {
        CollectionFamily family = family("memory_<name>", FIRST);
        assertThatThrownBy(() -> family.collection("a/b")).isInstanceOf(InvalidDefinition.class);
        assertThatThrownBy(() -> family.collection("")).isInstanceOf(InvalidDefinition.class);
        assertThatThrownBy(() -> family.collection()).isInstanceOf(InvalidDefinition.class);
    }

    @Test
    void aNameIsTakenApart() {
        NamePattern pattern = NamePattern.of("memory_<name>_of_<tenant>");
        assertThat(pattern.match("memory_elena_of_us")).contains(Map.of("name", "elena", "tenant", "us"));
        assertThat(pattern.match("memory_elena")).isEqualTo(Optional.empty());
    }
}
