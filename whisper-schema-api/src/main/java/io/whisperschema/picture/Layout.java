package io.whisperschema.picture;

import io.whisperschema.picture.Diagram.Box;
import io.whisperschema.picture.Diagram.Edge;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A diagram in pixels. The same for the same diagram. */
record Layout(int width, int height, List<Placed> boxes, List<Wire> wires) {
    static final int BOX_WIDTH = 236;
    static final int TITLE_HEIGHT = 28;
    static final int ROW_HEIGHT = 19;
    static final int FOOT = 5;

    private static final int MOST_COLUMNS = 4;

    Layout {
        boxes = List.copyOf(boxes);
        wires = List.copyOf(wires);
    }

    /** A box with its place. */
    record Placed(Box box, int x, int y) {
        int height() {
            return TITLE_HEIGHT + ROW_HEIGHT * box.rows().size() + FOOT;
        }
    }

    record Point(int x, int y) {}

    /** The side of a box. */
    enum Side {
        LEFT,
        RIGHT
    }

    /**
     * An edge with its way, all of it level or upright, between boxes and never through one.
     *
     * @param bends from the box that refers to the box that is referred to
     * @param out the side that it leaves from
     * @param in the side that it comes in at
     * @param tint a number for all edges to the same box
     */
    record Wire(Edge edge, List<Point> bends, Side out, Side in, int tint) {
        Wire {
            bends = List.copyOf(bends);
        }
    }

    /** With as many boxes in a row as the width allows. */
    static Layout of(Diagram diagram, int widest) {
        int most = Math.max(1, Math.min(MOST_COLUMNS, diagram.boxes().size()));
        List<Layout> from = IntStream.iterate(most, columns -> columns >= 1, columns -> columns - 1)
                .mapToObj(columns -> new Routing(diagram, columns).layout())
                .toList();
        Stream<Layout> fitting = from.stream().filter(layout -> layout.width() <= widest);
        return fitting.findFirst()
                .orElseGet(() -> from.stream()
                        .min(Comparator.comparingInt(Layout::width))
                        .orElseThrow());
    }
}
