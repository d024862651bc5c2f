package io.whisperschema.picture;

import io.whisperschema.definition.cache.CacheField;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.FamilyVersion;
import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.internal.html.HtmlText;
import io.whisperschema.internal.vector.VectorWords;
import java.util.List;

/** The parts of a page that say what vector stores and caches hold. */
final class StoreParts {
    private final Sheet sheet;
    private final Html html;

    StoreParts(Sheet sheet, Html html) {
        this.sheet = sheet;
        this.html = html;
    }

    void collections() {
        html.cards(() -> {
            int number = 1;
            for (VectorCollection collection : sheet.vectors().collections()) {
                html.card("collection-" + number++, collection.name(), () -> collection(collection));
            }
        });
    }

    private void collection(VectorCollection collection) {
        collection.version().ifPresent(version -> html.paragraph("Version " + version));
        shape(collection.shape());
    }

    /** Each version beside the one before it, so that one sees what changed. */
    void families() {
        html.cards(() -> {
            int number = 1;
            for (CollectionFamily family : sheet.vectors().families()) {
                for (FamilyVersion version : family.versions()) {
                    html.card("family-" + number++, heading(family, version), () -> shape(version.shape()));
                }
            }
        });
    }

    private static String heading(CollectionFamily family, FamilyVersion version) {
        String head = version.version().equals(family.head()) ? ", which new collections get" : "";
        return family.pattern().text() + ", version " + version.version() + head;
    }

    private void shape(CollectionShape shape) {
        shape.description().ifPresent(html::paragraph);
        List<String> spread = VectorWords.distribution(shape.distribution());
        if (!spread.isEmpty()) {
            html.paragraph(String.join(", ", spread));
        }
        html.table(
                "Vectors",
                List.of("Vector", "Size", "Distance", "More"),
                shape.spaces().stream().map(StoreParts::space).toList());
        html.table(
                "Payload",
                List.of("Field", "Type", "Presence", "Index"),
                shape.payload().stream().map(StoreParts::payload).toList());
    }

    private static List<String> space(VectorSpace space) {
        String name = space.name().equals(VectorSpace.UNNAMED) ? "unnamed" : space.name();
        return List.of(
                HtmlText.of(name),
                String.valueOf(space.size()),
                space.distance().text(),
                HtmlText.of(String.join(", ", VectorWords.space(space))));
    }

    private static List<String> payload(PayloadField field) {
        String list = field.cardinality() == PayloadField.Cardinality.LIST ? ", list" : "";
        return List.of(
                HtmlText.of(field.name()),
                Html.code(field.type().text() + list),
                field.presence().text(),
                HtmlText.of(field.index().map(VectorWords::index).orElse("")));
    }

    void keyFamilies() {
        html.cards(() -> {
            int number = 1;
            for (KeyFamily family : sheet.cache().families()) {
                html.card("keys-" + number++, family.name(), () -> keyFamily(family));
            }
        });
    }

    private void keyFamily(KeyFamily family) {
        html.line("<p>%s</p>", Html.code(family.pattern().text()));
        html.paragraph(String.join(", ", CacheWords.of(family)));
        html.table(
                "Fields",
                List.of("Field", "Type", "Presence"),
                family.fields().stream().map(StoreParts::field).toList());
    }

    private static List<String> field(CacheField field) {
        String within = field.within().map(outer -> ", within " + outer).orElse("");
        return List.of(
                HtmlText.of(field.name()),
                Html.code(field.type().text()),
                HtmlText.of(field.presence().text() + within));
    }
}
