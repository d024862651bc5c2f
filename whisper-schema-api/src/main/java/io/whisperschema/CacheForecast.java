package io.whisperschema;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The steps of migrations of a cache as far as they are known before they run, one behind the other. */
final class CacheForecast {
    private final Surroundings around;
    private Optional<CacheCatalog> now = Optional.empty();

    CacheForecast(Surroundings around) {
        this.around = around;
    }

    /** What the parts of that movement will do. */
    List<Step> of(Movement movement) {
        return movement.parts(Movement.Entries.class).stream()
                .flatMap(entries -> of(movement, entries).stream())
                .toList();
    }

    List<Step> of(Movement movement, Movement.Entries entries) {
        CacheCatalog found = now.orElseGet(() -> around.cache().inspect());
        var tasks = new CacheTasks(around.cache(), around.migrations().everything(), movement);
        boolean isPending = tasks.isPending(entries, found);
        now = Optional.of(isPending ? after(found, entries.operation().recipe()) : found);
        return isPending ? tasks.steps(entries, found) : List.of();
    }

    private static CacheCatalog after(CacheCatalog before, EntryRecipe recipe) {
        Set<String> gone =
                Set.copyOf(List.of(recipe.before().name(), recipe.after().name()));
        return new CacheCatalog(
                Stream.concat(
                                before.families().stream().filter(family -> !gone.contains(family.name())),
                                Stream.of(recipe.after()))
                        .toList(),
                before.foreignObjects());
    }
}
