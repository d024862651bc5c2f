package io.whisperschema.definition;

import static java.util.stream.Collectors.joining;

import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.CacheModel;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.graph.GraphModel;
import io.whisperschema.definition.graph.GraphProperty;
import io.whisperschema.definition.graph.NodeLabel;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.RelationalModel;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorModel;
import io.whisperschema.internal.Checks;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** What must hold for links: both ends are there, and the target tells things apart. */
record LinkRules(RelationalModel relational, VectorModel vectors, CacheModel cache, GraphModel graph) {
    void hold(List<Link> links) {
        var seen = new HashSet<Link>();
        for (Link link : links) {
            String place = "link " + link.text();
            link.from().match(new IsThere(place));
            link.to().match(new IsThere(place));
            link.to().match(new IsAKey(place));
            Checks.that(
                    !link.from().equals(link.to()), place, "it links a place to itself", "Name what it is the key of.");
            Checks.that(seen.add(link), place, "it is there twice", "Remove one.");
        }
    }

    private final class IsThere implements LinkEnd.Cases<Boolean> {
        private final String place;

        IsThere(String place) {
            this.place = place;
        }

        @Override
        public Boolean payload(LinkEnd.Payload end) {
            pointId(new LinkEnd.PointId(end.collection()));
            List<String> fields = payloadOf(end.collection())
                    .map(PayloadField::name)
                    .distinct()
                    .toList();
            return in(fields, end.field(), end.collection() + " has no payload field ");
        }

        @Override
        public Boolean pointId(LinkEnd.PointId end) {
            List<String> names = Stream.concat(
                            vectors.collections().stream().map(VectorCollection::name),
                            vectors.families().stream()
                                    .map(family -> family.pattern().text()))
                    .toList();
            return in(names, end.collection(), "the definition has no collection or family ");
        }

        @Override
        public Boolean tableColumn(LinkEnd.TableColumn end) {
            in(relational.tables().stream().map(Table::name).toList(), end.table(), "the definition has no table ");
            List<String> columns = relational.table(end.table()).stream()
                    .flatMap(table -> table.columns().stream())
                    .map(Column::name)
                    .toList();
            return in(columns, end.column(), "table " + end.table() + " has no column ");
        }

        @Override
        public Boolean nodeProperty(LinkEnd.NodeProperty end) {
            in(graph.nodes().stream().map(NodeLabel::name).toList(), end.label(), "the graph has no label ");
            List<String> properties = graph.node(end.label()).stream()
                    .flatMap(node -> node.properties().stream())
                    .map(GraphProperty::name)
                    .toList();
            return in(properties, end.property(), "label " + end.label() + " has no property ");
        }

        @Override
        public Boolean cacheField(LinkEnd.CacheField end) {
            isFamily(end.family());
            List<String> fields = cache.family(end.family()).stream()
                    .flatMap(family -> family.fields().stream())
                    .map(CacheField::name)
                    .toList();
            return in(fields, end.field(), "key family " + end.family() + " has no field ");
        }

        @Override
        public Boolean keyPlaceholder(LinkEnd.KeyPlaceholder end) {
            isFamily(end.family());
            List<String> placeholders = cache.family(end.family()).stream()
                    .flatMap(family -> family.pattern().placeholders().stream())
                    .toList();
            return in(placeholders, end.placeholder(), "key family " + end.family() + " has no placeholder ");
        }

        private void isFamily(String family) {
            in(cache.families().stream().map(KeyFamily::name).toList(), family, "the definition has no key family ");
        }

        private boolean in(Collection<String> names, String name, String problem) {
            Checks.that(names.contains(name), place, problem + name, nearestTo(names, name));
            return true;
        }
    }

    private final class IsAKey implements LinkEnd.Cases<Boolean> {
        private final String place;

        IsAKey(String place) {
            this.place = place;
        }

        @Override
        public Boolean payload(LinkEnd.Payload end) {
            return refused(end, "Link to the point's id, pointId(\"" + end.collection() + "\").");
        }

        @Override
        public Boolean pointId(LinkEnd.PointId end) {
            return true;
        }

        @Override
        public Boolean tableColumn(LinkEnd.TableColumn end) {
            return relational
                            .table(end.table())
                            .filter(table -> table.hasKey(List.of(end.column())))
                            .isPresent()
                    || refused(end, "Make it the key or unique, or link to another column.");
        }

        @Override
        public Boolean nodeProperty(LinkEnd.NodeProperty end) {
            return graph.isUnique(end.label(), end.property())
                    || refused(end, "Add a uniqueness constraint, or link to another property.");
        }

        @Override
        public Boolean cacheField(LinkEnd.CacheField end) {
            return refused(end, "Link to a placeholder of its key.");
        }

        @Override
        public Boolean keyPlaceholder(LinkEnd.KeyPlaceholder end) {
            return true;
        }

        private boolean refused(LinkEnd end, String remedy) {
            Checks.that(false, place, end.text() + " does not tell things apart", remedy);
            return false;
        }
    }

    private Stream<PayloadField> payloadOf(String collection) {
        return Stream.concat(
                vectors.collection(collection).stream().flatMap(found -> found.payload().stream()),
                vectors.family(collection).map(CollectionFamily::versions).stream()
                        .flatMap(List::stream)
                        .flatMap(version -> version.shape().payload().stream()));
    }

    private static String nearestTo(Collection<String> names, String name) {
        return names.stream()
                .filter(other -> other.equalsIgnoreCase(name))
                .findFirst()
                .map(other -> "Did you mean " + other + "?")
                .orElseGet(() -> names.isEmpty()
                        ? "Add it before the link."
                        : "There is " + names.stream().collect(joining(", ")) + ".");
    }
}
