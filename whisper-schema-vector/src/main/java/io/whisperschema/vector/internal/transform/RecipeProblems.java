package io.whisperschema.vector.internal.transform;

import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a recipe cannot be followed, as far as that can be told from the shapes of collections. */
final class RecipeProblems {
    private static final String REMEDY = "Have it embedded, or say that it is left empty.";

    private final PointRecipe recipe;
    private final List<CollectionShape> sources;
    private final List<Finding> problems = new ArrayList<>();

    RecipeProblems(PointRecipe recipe, List<CollectionShape> sources) {
        if (sources.size() != recipe.from().size()) {
            throw new IllegalArgumentException("a recipe of " + recipe.from().size() + " collections is held against "
                    + sources.size() + " shapes");
        }
        this.recipe = recipe;
        this.sources = List.copyOf(sources);
    }

    List<Finding> found() {
        lookAtRouting();
        lookAtNames();
        lookAtEdits();
        for (VectorCollection target : recipe.into()) {
            target.spaces().forEach(space -> lookAt(target, space));
        }
        return problems;
    }

    private void lookAtRouting() {
        Set<String> targets = recipe.into().stream().map(VectorCollection::name).collect(Collectors.toSet());
        recipe.routing()
                .ifPresent(routing -> new TreeSet<>(routing.targets().values())
                        .stream()
                                .filter(name -> !targets.contains(name))
                                .forEach(name -> problem(
                                        "points that go to collection " + name,
                                        "one that the recipe makes",
                                        "none of that name",
                                        "Correct the name, or say what the collection is.")));
    }

    private void lookAtNames() {
        Set<String> known = recipe.into().stream()
                .flatMap(target -> target.spaces().stream())
                .map(VectorSpace::name)
                .collect(Collectors.toSet());
        for (String name : spokenOf().collect(Collectors.toCollection(LinkedHashSet::new))) {
            if (!known.contains(name)) {
                problem(Words.vector(name), "one that a target has", "none of that name", "Correct the name.");
            }
            if (spokenOf().filter(name::equals).count() > 1) {
                problem(
                        Words.vector(name),
                        "one word on where it comes from",
                        "several",
                        "Have it renamed, embedded or left empty, one of these.");
            }
        }
    }

    private Stream<String> spokenOf() {
        return Stream.of(recipe.renamedVectors().keySet(), recipe.embedded().keySet(), recipe.leftEmpty())
                .flatMap(Set::stream);
    }

    private void lookAtEdits() {
        for (PayloadEdit edit : recipe.payload()) {
            if (edit instanceof PayloadEdit.Rename rename && rename.after().equals(rename.field())) {
                problem("payload field " + rename.field(), "another name", "the same", "Leave the renaming out.");
            }
        }
    }

    private void lookAt(VectorCollection target, VectorSpace wanted) {
        Optional<String> former = TakingOver.former(recipe, wanted.name());
        for (int i = 0; former.isPresent() && i < sources.size(); i++) {
            String place = Words.vector(wanted.name()) + " of collection " + target.name();
            Optional<VectorSpace> found = sources.get(i).space(former.get());
            String source = Words.vector(former.get()) + " of collection "
                    + recipe.from().get(i);
            if (found.isEmpty()) {
                problem(place, source + " to take it over from", "no such vector", "Rename one, or: " + REMEDY);
            } else {
                lookAt(place, source, found.get(), wanted);
            }
        }
    }

    private void lookAt(String place, String source, VectorSpace found, VectorSpace wanted) {
        boolean named = recipe.renamedVectors().containsKey(wanted.name());
        if (found.size() != wanted.size()) {
            problem(place, size(wanted), source + " of " + size(found), REMEDY);
        }
        if (found.model().isPresent()
                && wanted.model().isPresent()
                && !found.model().equals(wanted.model())) {
            problem(place, "one of another model", source, REMEDY);
        }
        if (found.distance() != wanted.distance()) {
            lookAtDistance(place, source, found, wanted, named);
        }
        if (found.datatype() != wanted.datatype()) {
            problem(
                    place,
                    wanted.datatype().text(),
                    source + " of " + found.datatype().text(),
                    REMEDY);
        }
    }

    private void lookAtDistance(String place, String source, VectorSpace found, VectorSpace wanted, boolean named) {
        if (found.distance() == Distance.COSINE) {
            problem(place, wanted.distance().text(), source + " of cosine, which has lost its lengths", REMEDY);
        } else if (!named) {
            problem(
                    place,
                    wanted.distance().text(),
                    source + " of " + found.distance().text(),
                    "Name it among the renamed vectors, also under the same name, to take it over so, or: " + REMEDY);
        }
    }

    private static String size(VectorSpace space) {
        return space.size() + " elements";
    }

    private void problem(String place, String expected, String found, String remedy) {
        problems.add(Finding.error(place, expected, found, remedy));
    }

    /** The vectors of sources that are in no target, by their collection and name. */
    static List<String> leftBehind(PointRecipe recipe, List<CollectionShape> sources) {
        Set<String> taken = recipe.into().stream()
                .flatMap(target -> target.spaces().stream())
                .flatMap(space -> TakingOver.former(recipe, space.name()).stream())
                .collect(Collectors.toSet());
        var left = new ArrayList<String>();
        for (int i = 0; i < sources.size(); i++) {
            String collection = recipe.from().get(i);
            sources.get(i).spaces().stream()
                    .map(VectorSpace::name)
                    .filter(name -> !taken.contains(name))
                    .forEach(name -> left.add(Words.vector(name) + " of collection " + collection));
        }
        return left;
    }
}
