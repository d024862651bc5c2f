package io.whisperschema.picture;

import io.whisperschema.picture.Reference.Share;
import java.util.List;

/** Boxes and the lines between them, not yet laid out. */
record Diagram(List<Box> boxes, List<Edge> edges) {
    Diagram {
        boxes = List.copyOf(boxes);
        edges = List.copyOf(edges);
    }

    /**
     * A box.
     *
     * @param anchor the part of the page that says more
     * @param kind what it stands for, for example {@code table}
     * @param title what it is called
     * @param rows what it holds
     */
    record Box(String anchor, String kind, String title, List<Row> rows) {
        Box {
            rows = List.copyOf(rows);
        }
    }

    /** A row of a box: a mark in front, a name, what is said of it at the end. */
    record Row(String mark, String name, String detail) {}

    /** A row of a box; none for its title. */
    record Port(int box, int row) {
        static final int TITLE = -1;
    }

    /** A line from what refers to what is referred to. */
    record Edge(Port from, Port to, Need need, Share share, String words) {}
}
