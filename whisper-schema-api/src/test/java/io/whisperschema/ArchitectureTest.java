package io.whisperschema;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    private static final String ROOT = "io.whisperschema";

    /** In the order in which the data flows. No line knows a later one; packages of one line do not know each other. */
    private static final List<List<String>> ORDER = List.of(
            List.of("error", "stability"),
            List.of("internal", "internal.html", "internal.json"),
            List.of("finding"),
            List.of("definition.relational", "definition.vector", "definition.cache", "definition.graph"),
            List.of("internal.document", "internal.sql", "internal.vector"),
            List.of("catalog"),
            List.of("definition"),
            List.of("diff"),
            List.of("plan"),
            List.of("migration"),
            List.of("move"),
            List.of("report", "picture"),
            List.of("spi"),
            List.of("internal.move"),
            List.of(""));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @TestFactory
    Stream<DynamicTest> noPackageKnowsALaterOne() {
        return IntStream.range(0, ORDER.size())
                .boxed()
                .flatMap(line -> ORDER.get(line).stream()
                        .map(name -> DynamicTest.dynamicTest(
                                fullName(name), () -> dependsOnNone(fullName(name), forbiddenTo(line, name)))));
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        var places = ORDER.stream()
                .flatMap(List::stream)
                .map(name -> PackageMatcher.of(fullName(name)))
                .toList();

        assertThat(CLASSES)
                .allSatisfy(each ->
                        assertThat(places).as(each.getName()).anyMatch(place -> place.matches(each.getPackageName())));
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** A builder of native images, to whom we name resources alone, would not see what is. */
    @Test
    void nothingIsReachedByItsName() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.reflect")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ServiceLoader.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .check(CLASSES);
    }

    private static void dependsOnNone(String from, String[] forbidden) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static String[] forbiddenTo(int line, String name) {
        return ORDER.subList(line, ORDER.size()).stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(name))
                .map(ArchitectureTest::fullName)
                .toArray(String[]::new);
    }

    private static String fullName(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }
}
