package io.whisperschema.definition;

import io.whisperschema.definition.graph.GraphIndex;
import io.whisperschema.definition.graph.GraphModel;
import io.whisperschema.definition.graph.GraphProperty;
import io.whisperschema.definition.graph.NodeLabel;
import io.whisperschema.definition.graph.PropertyType;
import io.whisperschema.definition.graph.RelationshipType;
import io.whisperschema.definition.graph.Uniqueness;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonValue;

/** The JSON of a definition's graph. */
final class GraphJson {
    private GraphJson() {}

    static Json write(GraphModel graph) {
        return Json.object()
                .put("nodes", graph.nodes(), GraphJson::write)
                .put("relationships", graph.relationships(), GraphJson::write)
                .put("uniqueness", graph.uniqueness(), GraphJson::write)
                .put("indexes", graph.indexes(), GraphJson::write)
                .build();
    }

    static GraphModel read(JsonValue value) {
        return value.object(members -> new GraphModel(
                members.list("nodes", GraphJson::readNode),
                members.list("relationships", GraphJson::readRelationship),
                members.list("uniqueness", GraphJson::readUniqueness),
                members.list("indexes", GraphJson::readIndex)));
    }

    private static Json write(NodeLabel node) {
        return Json.object()
                .put("name", node.name())
                .put("properties", node.properties(), GraphJson::write)
                .build();
    }

    private static NodeLabel readNode(JsonValue value) {
        return value.object(
                members -> new NodeLabel(members.text("name"), members.list("properties", GraphJson::readProperty)));
    }

    private static Json write(RelationshipType relationship) {
        return Json.object()
                .put("name", relationship.name())
                .put("from", relationship.from())
                .put("to", relationship.to())
                .put("properties", relationship.properties(), GraphJson::write)
                .build();
    }

    private static RelationshipType readRelationship(JsonValue value) {
        return value.object(members -> new RelationshipType(
                members.text("name"),
                members.text("from"),
                members.text("to"),
                members.list("properties", GraphJson::readProperty)));
    }

    private static Json write(GraphProperty property) {
        return Json.object()
                .put("name", property.name())
                .put("type", property.type())
                .build();
    }

    private static GraphProperty readProperty(JsonValue value) {
        return value.object(members ->
                new GraphProperty(members.text("name"), members.need("type").word(PropertyType.class)));
    }

    private static Json write(Uniqueness unique) {
        return Json.object()
                .put("name", unique.name())
                .put("label", unique.label())
                .put("property", unique.property())
                .build();
    }

    private static Uniqueness readUniqueness(JsonValue value) {
        return value.object(
                members -> new Uniqueness(members.text("name"), members.text("label"), members.text("property")));
    }

    private static Json write(GraphIndex index) {
        return Json.object()
                .put("name", index.name())
                .put("label", index.label())
                .put("properties", Json.texts(index.properties()))
                .build();
    }

    private static GraphIndex readIndex(JsonValue value) {
        return value.object(members -> new GraphIndex(
                members.text("name"),
                members.text("label"),
                members.need("properties").list(JsonValue::text)));
    }
}
