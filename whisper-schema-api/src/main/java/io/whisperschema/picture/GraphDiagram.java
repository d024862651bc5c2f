package io.whisperschema.picture;

import io.whisperschema.definition.graph.GraphModel;
import io.whisperschema.definition.graph.NodeLabel;
import io.whisperschema.definition.graph.RelationshipType;
import io.whisperschema.picture.Diagram.Box;
import io.whisperschema.picture.Diagram.Edge;
import io.whisperschema.picture.Diagram.Port;
import io.whisperschema.picture.Diagram.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The diagram of labels and relationships: a relationship is a row of the label that it starts at. */
final class GraphDiagram {
    private final GraphModel graph;
    private final List<String> labels;

    private GraphDiagram(GraphModel graph) {
        this.graph = graph;
        this.labels = graph.nodes().stream().map(NodeLabel::name).toList();
    }

    static Diagram of(GraphModel graph) {
        var drawing = new GraphDiagram(graph);
        return new Diagram(
                IntStream.range(0, drawing.labels.size()).mapToObj(drawing::box).toList(), drawing.edges());
    }

    private Box box(int number) {
        NodeLabel label = graph.nodes().get(number);
        var rows = new ArrayList<Row>();
        label.properties()
                .forEach(property -> rows.add(new Row(
                        graph.isUnique(label.name(), property.name()) ? "UK" : "",
                        property.name(),
                        property.type().text())));
        leaving(label).forEach(one -> rows.add(new Row("\u2192", one.name(), one.to())));
        return new Box(Anchors.label(number), "label", label.name(), rows);
    }

    private List<RelationshipType> leaving(NodeLabel label) {
        return graph.relationships().stream()
                .filter(one -> one.from().equals(label.name()))
                .toList();
    }

    private List<Edge> edges() {
        var edges = new ArrayList<Edge>();
        for (int from = 0; from < labels.size(); from++) {
            int row = graph.nodes().get(from).properties().size();
            for (RelationshipType one : leaving(graph.nodes().get(from))) {
                edges.add(new Edge(
                        new Port(from, row++),
                        new Port(labels.indexOf(one.to()), Port.TITLE),
                        Need.REQUIRED,
                        Reference.Share.MANY,
                        one.text()));
            }
        }
        return edges;
    }
}
