package io.whisperschema.testkit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands databases to test methods; JUnit closes them with the test or class that asked. */
final class DatabaseExtension implements ParameterResolver {
    static final String VERSION_PROPERTY = "whisper.test.postgres";
    private static final String DEFAULT_VERSION = "17";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == PostgresDatabase.class || type == SqliteDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        refuseConstructors(parameter);
        Wanted wanted = wanted(parameter, context);
        var databases = context.getStore(ExtensionContext.Namespace.create(DatabaseExtension.class));
        Object known = databases.get(wanted);
        if (known != null) {
            return known;
        }
        Object fresh = wanted.fresh();
        databases.put(wanted, fresh);
        return fresh;
    }

    private static void refuseConstructors(ParameterContext parameter) {
        if (parameter.getDeclaringExecutable() instanceof Constructor) {
            throw new ParameterResolutionException("A constructor cannot ask for a "
                    + parameter.getParameter().getType().getSimpleName()
                    + ": it would be shared by all tests. Ask for it in @BeforeEach or in the test method.");
        }
    }

    private static Wanted wanted(ParameterContext parameter, ExtensionContext context) {
        Parameter wanted = parameter.getParameter();
        String version = version(wanted, context);
        int before = (int) Arrays.stream(parameter.getDeclaringExecutable().getParameters())
                .limit(parameter.getIndex())
                .filter(other -> other.getType() == wanted.getType())
                .filter(other -> version(other, context).equals(version))
                .count();
        return new Wanted(wanted.getType(), version, before);
    }

    private static String version(Parameter parameter, ExtensionContext context) {
        if (parameter.getType() == SqliteDatabase.class) {
            return "";
        }
        return Stream.concat(Stream.of(parameter), elements(context))
                .flatMap(element -> Optional.ofNullable(element.getAnnotation(PostgresVersion.class)).stream())
                .map(PostgresVersion::value)
                .findFirst()
                .or(() -> context.getConfigurationParameter(VERSION_PROPERTY))
                .orElse(DEFAULT_VERSION);
    }

    private static Stream<AnnotatedElement> elements(ExtensionContext context) {
        return Stream.iterate(Optional.of(context), Optional::isPresent, at -> at.flatMap(ExtensionContext::getParent))
                .flatMap(Optional::stream)
                .flatMap(at -> at.getElement().stream());
    }

    /** One database of a test: the type, the version where there are several, and which of these it is. */
    private record Wanted(Class<?> type, String version, int ordinal) {
        Object fresh() {
            return type == SqliteDatabase.class
                    ? SqliteDatabase.inTemporaryFolder()
                    : PostgresServer.shared(version).newDatabase();
        }
    }
}
