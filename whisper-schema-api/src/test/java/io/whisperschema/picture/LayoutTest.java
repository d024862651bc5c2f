package io.whisperschema.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperEngine;
import io.whisperschema.definition.EveryFeature;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.picture.Layout.Placed;
import io.whisperschema.picture.Layout.Point;
import io.whisperschema.picture.Layout.Wire;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutTest {
    private static final int WIDEST = 1200;

    static Stream<SchemaDefinition> schemas() {
        return Stream.of(
                Schemas.generated(1),
                Schemas.generated(2),
                Schemas.generated(7),
                Schemas.generated(40),
                Schemas.generated(150),
                WhisperEngine.schema(),
                EveryFeature.schema());
    }

    private static Layout layout(SchemaDefinition schema) {
        return Layout.of(TableDiagram.of(DefinitionSheet.sheet(schema)), WIDEST);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyForeignKeyIsAWire(SchemaDefinition schema) {
        assertThat(layout(schema).wires())
                .hasSize(schema.relational().tables().stream()
                        .mapToInt(table -> table.foreignKeys().size())
                        .sum());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void noBoxCoversAnother(SchemaDefinition schema) {
        List<Placed> boxes = layout(schema).boxes();
        for (Placed one : boxes) {
            assertThat(boxes.stream().filter(other -> overlaps(one, other))).containsExactly(one);
        }
    }

    private static boolean overlaps(Placed one, Placed other) {
        return Math.abs(one.x() - other.x()) < Layout.BOX_WIDTH
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void noWireRunsThroughABox(SchemaDefinition schema) {
        Layout layout = layout(schema);
        for (Wire wire : layout.wires()) {
            for (int i = 1; i < wire.bends().size(); i++) {
                Point from = wire.bends().get(i - 1);
                Point to = wire.bends().get(i);
                assertThat(from.x() == to.x() || from.y() == to.y())
                        .as("level or upright")
                        .isTrue();
                assertThat(layout.boxes()).noneMatch(box -> crosses(from, to, box));
            }
        }
    }

    private static boolean crosses(Point from, Point to, Placed box) {
        return Math.max(from.x(), to.x()) > box.x()
                && Math.min(from.x(), to.x()) < box.x() + Layout.BOX_WIDTH
                && Math.max(from.y(), to.y()) > box.y()
                && Math.min(from.y(), to.y()) < box.y() + box.height();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void wiresToDifferentTablesNeverShareAWay(SchemaDefinition schema) {
        List<Wire> wires = layout(schema).wires();
        for (Wire one : wires) {
            for (Wire other : wires) {
                if (one.edge().to().box() != other.edge().to().box()) {
                    assertThat(shareAWay(one, other)).as(one + " and " + other).isFalse();
                }
            }
        }
    }

    /** Between the first bend and the last; the ends lie in rows of boxes. */
    private static boolean shareAWay(Wire one, Wire other) {
        for (int i = 2; i < one.bends().size() - 1; i++) {
            for (int j = 2; j < other.bends().size() - 1; j++) {
                if (overlap(
                        one.bends().get(i - 1),
                        one.bends().get(i),
                        other.bends().get(j - 1),
                        other.bends().get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean overlap(Point a, Point b, Point c, Point d) {
        boolean upright = a.x() == b.x() && c.x() == d.x() && a.x() == c.x();
        boolean level = a.y() == b.y() && c.y() == d.y() && a.y() == c.y();
        return (upright && meet(a.y(), b.y(), c.y(), d.y())) || (level && meet(a.x(), b.x(), c.x(), d.x()));
    }

    private static boolean meet(int a, int b, int c, int d) {
        return Math.max(Math.min(a, b), Math.min(c, d)) < Math.min(Math.max(a, b), Math.max(c, d));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void allLiesWithin(SchemaDefinition schema) {
        Layout layout = layout(schema);

        assertThat(layout.boxes())
                .allMatch(box -> box.x() >= 0 && box.x() + Layout.BOX_WIDTH <= layout.width())
                .allMatch(box -> box.y() >= 0 && box.y() + box.height() <= layout.height());
        assertThat(layout.wires().stream().flatMap(wire -> wire.bends().stream()))
                .allMatch(point -> point.x() >= 0 && point.x() <= layout.width())
                .allMatch(point -> point.y() >= 0 && point.y() <= layout.height());
    }

    @Test
    void fortyTablesFitInTheWidthOfAPage() {
        assertThat(layout(Schemas.generated(40)).width()).isLessThanOrEqualTo(WIDEST);
    }

    @Test
    void whatIsReferredToStandsBeforeWhatRefersToIt() {
        List<Integer> order = Placing.order(TableDiagram.of(DefinitionSheet.sheet(WhisperEngine.schema())));

        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(Placing.order(TableDiagram.of(DefinitionSheet.sheet(EveryFeature.schema()))))
                .startsWith(2);
    }
}
