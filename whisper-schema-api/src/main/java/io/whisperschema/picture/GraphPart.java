package io.whisperschema.picture;

import io.whisperschema.definition.graph.GraphModel;
import io.whisperschema.definition.graph.GraphProperty;
import io.whisperschema.definition.graph.NodeLabel;
import io.whisperschema.internal.html.HtmlText;
import java.util.List;
import java.util.stream.Collectors;

/** The part of a page that shows the graph. */
final class GraphPart {
    private static final int WIDEST = 1200;
    private static final String LINES =
            "A line leads from the fork, where a relationship starts, to the arrow, where it ends.";

    private final GraphModel graph;
    private final Html html;

    GraphPart(GraphModel graph, Html html) {
        this.graph = graph;
        this.html = html;
    }

    void write() {
        Layout layout = Layout.of(GraphDiagram.of(graph), WIDEST);
        String counts = Html.count(layout.boxes().size(), "label") + ", "
                + Html.count(layout.wires().size(), "relationship type") + ".";
        new DiagramSvg("graph", layout, html).write("Labels and relationships", counts + " " + LINES);
        html.line("<p class=\"legend\">%s</p>", HtmlText.of(LINES));
        html.cards(this::labels);
        relationships();
        rules();
    }

    private void labels() {
        for (int i = 0; i < graph.nodes().size(); i++) {
            NodeLabel label = graph.nodes().get(i);
            html.card(
                    Anchors.label(i),
                    label.name(),
                    () -> html.table(
                            "Properties",
                            List.of("Property", "Type", "Unique"),
                            label.properties().stream()
                                    .map(property -> property(label, property))
                                    .toList()));
        }
    }

    private List<String> property(NodeLabel label, GraphProperty property) {
        return List.of(
                HtmlText.of(property.name()),
                Html.code(property.type().text()),
                graph.isUnique(label.name(), property.name()) ? "unique" : "");
    }

    private void relationships() {
        html.table(
                "Relationships",
                List.of("Relationship", "Properties"),
                graph.relationships().stream()
                        .map(one -> List.of(Html.code(one.text()), Html.code(properties(one.properties()))))
                        .toList());
    }

    private static String properties(List<GraphProperty> properties) {
        return properties.stream()
                .map(property -> property.name() + " " + property.type().text())
                .collect(Collectors.joining(", "));
    }

    private void rules() {
        html.table(
                "Uniqueness",
                List.of("Constraint", "What"),
                graph.uniqueness().stream()
                        .map(one -> List.of(HtmlText.of(one.name()), Html.code(one.label() + "." + one.property())))
                        .toList());
        html.table(
                "Indexes",
                List.of("Index", "On"),
                graph.indexes().stream()
                        .map(one -> List.of(
                                HtmlText.of(one.name()),
                                Html.code(one.label() + " " + RuleWords.list(one.properties()))))
                        .toList());
    }
}
