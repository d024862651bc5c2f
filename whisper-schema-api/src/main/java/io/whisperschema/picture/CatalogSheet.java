package io.whisperschema.picture;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.cache.CacheModel;
import io.whisperschema.definition.graph.GraphModel;
import io.whisperschema.definition.vector.VectorModel;
import io.whisperschema.finding.Finding;
import io.whisperschema.picture.Sheet.Note;
import io.whisperschema.picture.TableSheet.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a live database holds for a picture. */
final class CatalogSheet {
    private CatalogSheet() {}

    static Sheet sheet(String name, RelationalCatalog catalog) {
        var relational = new Sheet.Relational(
                catalog.tables().stream().map(TableReading::sheet).toList(),
                catalog.views().stream()
                        .map(view -> new Sheet.ViewSheet(
                                view.name(),
                                List.of(new Sheet.Query(catalog.dialect().value(), view.query()))))
                        .toList(),
                catalog.foreignObjects());
        return new Sheet(
                name,
                source(catalog),
                relational,
                VectorModel.EMPTY,
                CacheModel.EMPTY,
                GraphModel.EMPTY,
                List.of(),
                List.of(),
                unsaid(catalog));
    }

    private static String source(RelationalCatalog catalog) {
        return ("Database, " + catalog.facts().product() + " " + catalog.facts().version()).strip();
    }

    /** What a definition could not say, but for what the page lists anyway. */
    private static List<Note> unsaid(RelationalCatalog catalog) {
        List<String> listed = catalog.foreignObjects().stream()
                .map(object -> object.type() + " " + object.name())
                .toList();
        return SchemaDefinition.from("picture", catalog).findings().stream()
                .filter(finding -> !listed.contains(finding.place()))
                .map(CatalogSheet::note)
                .toList();
    }

    private static Note note(Finding finding) {
        String found = finding.found().isEmpty() ? "nothing" : finding.found();
        return new Note(
                finding.place(),
                "As a definition: expected " + finding.expected() + ", found: " + found + ". " + finding.remedy());
    }

    /** How a table is kept, where not like most. */
    static List<Rule> form(CatalogTable table) {
        var rules = new ArrayList<Rule>();
        TableForm form = table.form();
        form.options().stream()
                .sorted()
                .forEach(option -> rules.add(new Rule("option", Optional.empty(), RuleWords.word(option))));
        form.partitionedBy().ifPresent(by -> rules.add(new Rule("partitioned by", Optional.empty(), by)));
        form.partitionOf()
                .ifPresent(part -> rules.add(new Rule("partition of", Optional.of(part.table()), part.bound())));
        unfinished(table.unfinished().constraints(), "not proven for all rows", rules);
        unfinished(table.unfinished().indexes(), "used by no query: it was not built to its end", rules);
        return rules;
    }

    private static void unfinished(java.util.Set<String> names, String words, List<Rule> rules) {
        names.stream().sorted().forEach(name -> rules.add(new Rule("unfinished", Optional.of(name), words)));
    }
}
