package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogView;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.postgres.TouchedColumns.Touch;
import io.whisperschema.sql.ViewOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Views that make way: PostgreSQL changes and drops no column, and drops no table, that a view reads. The server's own
 * text of a view names all that it reads, by the names of before.
 */
final class ViewDetours {
    private final Situation situation;
    private final Map<String, RelationalChange> gone = new LinkedHashMap<>();
    private final List<Task> tasks = new ArrayList<>();

    ViewDetours(Situation situation) {
        this.situation = situation;
        situation
                .all(RelationalChange.DropView.class)
                .forEach(drop -> gone.put(drop.view().name(), drop));
        findWhatMakesWay();
    }

    private void findWhatMakesWay() {
        for (CatalogView view : ViewOrder.of(situation.found().views(), DialectName.POSTGRES)) {
            if (!gone.containsKey(view.name())) {
                cause(NamesIn.of(view.query())).ifPresent(cause -> makesWay(view, cause));
            }
        }
    }

    /** The views that make way, each gone and come again. */
    List<Task> tasks() {
        return tasks;
    }

    /** The views that go, for ever or for a while, each with its cause. */
    Map<String, RelationalChange> gone() {
        return gone;
    }

    /** The change for which something that names these must make way. */
    Optional<RelationalChange> cause(NamesIn names) {
        return column(names)
                .or(() -> table(names))
                .or(() -> key(names))
                .or(() -> gone.entrySet().stream()
                        .filter(view -> names.mayName(view.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    private Optional<RelationalChange> column(NamesIn names) {
        return situation.touched().tables().stream()
                .sorted()
                .filter(table -> names.mayName(situation.oldTable(table)))
                .flatMap(table -> situation.touched().in(table).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .filter(column -> names.mayName(situation.oldColumn(table, column.getKey())))
                        .map(Map.Entry::getValue)
                        .map(Touch::cause))
                .findFirst();
    }

    private Optional<RelationalChange> table(NamesIn names) {
        return situation.all(RelationalChange.DropTable.class).stream()
                .filter(drop -> names.mayName(situation.oldTable(drop.table().name())))
                .map(RelationalChange.class::cast)
                .findFirst();
    }

    /** A view that groups by a primary key may rely on it for the other columns. */
    private Optional<RelationalChange> key(NamesIn names) {
        return situation.all(RelationalChange.ChangePrimaryKey.class).stream()
                .filter(change -> change.before().isPresent()
                        && names.mayName("group")
                        && names.mayName(situation.oldTable(change.table())))
                .map(RelationalChange.class::cast)
                .findFirst();
    }

    private void makesWay(CatalogView view, RelationalChange cause) {
        gone.put(view.name(), cause);
        tasks.add(new Task(new RelationalChange.DropView(view), cause));
        CatalogView again = situation.to().view(view.name()).orElseGet(() -> asItIs(view, cause));
        tasks.add(new Task(new RelationalChange.CreateView(again), cause));
    }

    /** A view that nobody wished for comes again as it was, if all that it reads is still there under its name. */
    private CatalogView asItIs(CatalogView view, RelationalChange cause) {
        NamesIn names = NamesIn.of(view.query());
        if (readsWhatGoes(names)) {
            throw refused(
                    view, cause, "stands on it", "Drop the view first, or add it to the definition as it shall be.");
        }
        situation.namesGivenUp().forEach(path -> {
            if (path.stream().allMatch(names::mayName)) {
                throw refused(
                        view,
                        cause,
                        "stands on it, and on " + String.join(".", path) + ", which gets another name at the same time",
                        "Rename in a plan of its own, or add the view to the definition as it shall be.");
            }
        });
        return view;
    }

    private boolean readsWhatGoes(NamesIn names) {
        return table(names).isPresent()
                || situation.all(RelationalChange.DropView.class).stream()
                        .anyMatch(drop -> names.mayName(drop.view().name()))
                || situation.all(RelationalChange.DropColumn.class).stream()
                        .anyMatch(drop -> names.mayName(situation.oldTable(drop.table()))
                                && names.mayName(situation.oldColumn(
                                        drop.table(), drop.column().name())));
    }

    private UnsupportedChange refused(CatalogView view, RelationalChange cause, String why, String remedy) {
        return new UnsupportedChange(situation.store(), cause.words(), "view " + view.name() + " " + why, remedy);
    }
}
