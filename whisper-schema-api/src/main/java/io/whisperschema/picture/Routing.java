package io.whisperschema.picture;

import io.whisperschema.picture.Diagram.Edge;
import io.whisperschema.picture.Diagram.Port;
import io.whisperschema.picture.Layout.Placed;
import io.whisperschema.picture.Layout.Point;
import io.whisperschema.picture.Layout.Side;
import io.whisperschema.picture.Layout.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Places boxes in a grid and leads edges through the gaps: gutters between columns, channels between rows. Gutter and
 * channel number n lie in front of column and row number n.
 */
final class Routing {
    private static final int LANE = 7;
    private static final int BESIDE = 17;
    private static final int EMPTY_GAP = 26;
    private static final int MARGIN = 8;
    private static final long ROW = 1_000_000;

    private final Diagram diagram;
    private final int columns;
    private final int rows;
    private final int[] cell;
    private final Lanes gutters = new Lanes();
    private final Lanes channels = new Lanes();
    private final int[] gutterX;
    private final int[] channelY;

    /** The gaps that an edge runs through; where both gutters are the same it needs no channel. */
    private record Way(int gutterOut, int channel, int gutterIn) {
        boolean isStraight() {
            return gutterOut == gutterIn;
        }
    }

    Routing(Diagram diagram, int columns) {
        this.diagram = diagram;
        this.columns = columns;
        this.rows = (diagram.boxes().size() + columns - 1) / columns;
        this.cell = cells(diagram);
        diagram.edges().forEach(this::run);
        gutters.decide();
        channels.decide();
        this.gutterX = gutterStarts();
        this.channelY = channelStarts();
    }

    Layout layout() {
        List<Placed> boxes = IntStream.range(0, cell.length)
                .mapToObj(box -> new Placed(diagram.boxes().get(box), x(box), y(box)))
                .toList();
        List<Integer> targets =
                diagram.edges().stream().map(edge -> edge.to().box()).distinct().toList();
        List<Wire> wires = diagram.edges().stream()
                .map(edge -> wire(edge, targets.indexOf(edge.to().box())))
                .toList();
        return new Layout(end(gutterX, columns, gutters), end(channelY, rows, channels), boxes, wires);
    }

    private static int[] cells(Diagram diagram) {
        List<Integer> order = Placing.order(diagram);
        int[] cell = new int[order.size()];
        for (int i = 0; i < cell.length; i++) {
            cell[order.get(i)] = i;
        }
        return cell;
    }

    private int column(int box) {
        return cell[box] % columns;
    }

    private int row(int box) {
        return cell[box] / columns;
    }

    private void run(Edge edge) {
        Way way = way(edge);
        long from = level(edge.from());
        long to = level(edge.to());
        if (way.isStraight()) {
            gutters.run(way.gutterOut(), edge.to(), from, to);
        } else {
            long between = way.channel() * ROW;
            gutters.run(way.gutterOut(), edge.to(), from, between);
            channels.run(way.channel(), edge.to(), way.gutterOut(), way.gutterIn());
            gutters.run(way.gutterIn(), edge.to(), between, to);
        }
    }

    /** The shortest: between the two boxes, or on the outer side of two in one column. */
    private Way way(Edge edge) {
        int from = column(edge.from().box());
        int to = column(edge.to().box());
        int channel = row(edge.from().box()) < row(edge.to().box())
                ? row(edge.to().box())
                : row(edge.to().box()) + 1;
        if (from == to) {
            int outer = from < columns / 2 ? from : from + 1;
            return new Way(outer, channel, outer);
        }
        return from > to ? new Way(from, channel, to + 1) : new Way(from + 1, channel, to);
    }

    /** How far down a port is, before anything has a size: channels in front of their row, ports within. */
    private long level(Port port) {
        return row(port.box()) * ROW + 1 + withinBox(port);
    }

    private static int withinBox(Port port) {
        return port.row() == Port.TITLE
                ? Layout.TITLE_HEIGHT / 2
                : Layout.TITLE_HEIGHT + Layout.ROW_HEIGHT * port.row() + Layout.ROW_HEIGHT / 2;
    }

    private int[] gutterStarts() {
        int[] starts = new int[columns + 1];
        for (int i = 1; i <= columns; i++) {
            starts[i] = end(starts, i - 1, gutters) + Layout.BOX_WIDTH;
        }
        return starts;
    }

    private int[] channelStarts() {
        int[] starts = new int[rows + 1];
        for (int i = 1; i <= rows; i++) {
            starts[i] = end(starts, i - 1, channels) + tallest(i - 1);
        }
        return starts;
    }

    private int tallest(int row) {
        return IntStream.range(0, cell.length)
                .filter(box -> row(box) == row)
                .map(box -> new Placed(diagram.boxes().get(box), 0, 0).height())
                .max()
                .orElse(0);
    }

    private static int end(int[] starts, int gap, Lanes lanes) {
        int count = lanes.count(gap);
        boolean outer = gap == 0 || gap == starts.length - 1;
        int empty = outer ? MARGIN : EMPTY_GAP;
        return starts[gap] + (count == 0 ? empty : 2 * BESIDE + (count - 1) * LANE);
    }

    private int x(int box) {
        return end(gutterX, column(box), gutters);
    }

    private int y(int box) {
        return end(channelY, row(box), channels);
    }

    private Wire wire(Edge edge, int tint) {
        Way way = way(edge);
        Side out = way.gutterOut() == column(edge.from().box()) ? Side.LEFT : Side.RIGHT;
        Side in = way.gutterIn() == column(edge.to().box()) ? Side.LEFT : Side.RIGHT;
        Point start = point(edge.from(), out, out == Side.RIGHT ? 5 : -5);
        Point end = point(edge.to(), in, in == Side.RIGHT ? -2 : 2);
        var bends = new ArrayList<Point>();
        bends.add(start);
        int first = laneX(way.gutterOut(), edge.to());
        int last = laneX(way.gutterIn(), edge.to());
        bends.add(new Point(first, start.y()));
        if (!way.isStraight()) {
            int between = channelY[way.channel()] + BESIDE + LANE * channels.lane(way.channel(), edge.to());
            bends.add(new Point(first, between));
            bends.add(new Point(last, between));
        }
        bends.add(new Point(last, end.y()));
        bends.add(end);
        return new Wire(edge, bends, out, in, tint);
    }

    /** Ways in and out of one row are a little apart, so that they do not look like one. */
    private Point point(Port port, Side side, int apart) {
        int x = x(port.box()) + (side == Side.LEFT ? 0 : Layout.BOX_WIDTH);
        return new Point(x, y(port.box()) + withinBox(port) + apart);
    }

    private int laneX(int gutter, Port target) {
        return gutterX[gutter] + BESIDE + LANE * gutters.lane(gutter, target);
    }
}
