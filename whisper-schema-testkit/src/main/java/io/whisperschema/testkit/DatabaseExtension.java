package io.whisperschema.testkit;

import io.whisperschema.vector.embedded.EmbeddedQdrant;
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
        return Kind.of(parameter.getParameter()).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        refuseConstructors(parameter);
        return given(wanted(parameter, context), context);
    }

    private static Object given(Wanted wanted, ExtensionContext context) {
        var databases = context.getStore(ExtensionContext.Namespace.create(DatabaseExtension.class));
        Object known = databases.get(wanted);
        if (known != null) {
            return known;
        }
        Object fresh = fresh(wanted, context);
        databases.put(wanted, fresh);
        return fresh;
    }

    private static Object fresh(Wanted wanted, ExtensionContext context) {
        return switch (wanted.kind()) {
            case POSTGRES -> PostgresServer.shared(wanted.version()).newDatabase();
            case SQLITE -> SqliteDatabase.inTemporaryFolder();
            case REDIS -> RedisDatabase.onSharedServer();
            case QDRANT_FILE -> QdrantFile.inTemporaryFolder();
            case QDRANT -> emptyQdrant();
            case QDRANT_CLIENT ->
                ((EmbeddedQdrant) given(new Wanted(Kind.QDRANT, "", wanted.ordinal()), context)).client();
        };
    }

    private static EmbeddedQdrant emptyQdrant() {
        OptionalDependency.EMBEDDED_QDRANT.require();
        return EmbeddedQdrant.inMemory();
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
        return new Wanted(Kind.of(wanted).orElseThrow(), version, before);
    }

    private static String version(Parameter parameter, ExtensionContext context) {
        if (parameter.getType() != PostgresDatabase.class) {
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

    /** One database of a test: the kind, the version where there are several, and which of these it is. */
    private record Wanted(Kind kind, String version, int ordinal) {}

    /** What a test may ask for: types by name, since some may not be on its class path. */
    private enum Kind {
        POSTGRES("io.whisperschema.testkit.PostgresDatabase"),
        SQLITE("io.whisperschema.testkit.SqliteDatabase"),
        REDIS("io.whisperschema.testkit.RedisDatabase"),
        QDRANT_FILE("io.whisperschema.testkit.QdrantFile"),
        QDRANT("io.whisperschema.vector.embedded.EmbeddedQdrant"),
        QDRANT_CLIENT("io.qdrant.client.QdrantClient");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        static Optional<Kind> of(Parameter parameter) {
            return Arrays.stream(values())
                    .filter(kind -> kind.type.equals(parameter.getType().getName()))
                    .findFirst();
        }
    }
}
