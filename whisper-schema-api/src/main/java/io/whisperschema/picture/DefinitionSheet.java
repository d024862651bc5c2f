package io.whisperschema.picture;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Reads a definition for a picture. */
final class DefinitionSheet {
    private DefinitionSheet() {}

    static Sheet sheet(SchemaDefinition definition) {
        var relational = new Sheet.Relational(
                definition.relational().tables().stream()
                        .map(TableReading::sheet)
                        .toList(),
                definition.relational().views().stream()
                        .map(DefinitionSheet::view)
                        .toList(),
                List.of());
        return new Sheet(
                definition.name(),
                "Definition",
                relational,
                definition.vectors(),
                definition.cache(),
                definition.graph(),
                definition.links(),
                definition.components(),
                DialectNotes.of(definition.relational()));
    }

    /** Where all databases have the same query it stands once. */
    private static Sheet.ViewSheet view(View view) {
        Map<String, String> queries = RuleWords.sorted(view.queries());
        if (new HashSet<>(queries.values()).size() == 1) {
            return new Sheet.ViewSheet(
                    view.name(),
                    List.of(new Sheet.Query(
                            String.join(", ", queries.keySet()),
                            queries.values().iterator().next())));
        }
        var each = new ArrayList<Sheet.Query>();
        queries.forEach((dialect, query) -> each.add(new Sheet.Query(dialect, query)));
        return new Sheet.ViewSheet(view.name(), each);
    }
}
