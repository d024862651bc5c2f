package io.whisperschema.vector.internal.chroma;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.whisperschema.error.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromaDriverTest {
    @TempDir
    Path place;

    @Test
    void withoutSqlitesDriverAFolderSaysWhatToAdd() throws ReflectiveOperationException {
        ChromaSample sample = ChromaSample.in(place);
        Method open =
                new WithoutDriver().loadClass(ChromaFolder.class.getName()).getDeclaredMethod("open", Path.class);
        open.setAccessible(true);

        assertThatExceptionOfType(InvocationTargetException.class)
                .isThrownBy(() -> open.invoke(null, sample.folder()))
                .havingCause()
                .isInstanceOf(StoreUnavailable.class)
                .withMessageContaining("Add org.xerial:sqlite-jdbc");
    }

    /** Makes this package's classes anew, and knows no class of the driver's. */
    private static final class WithoutDriver extends ClassLoader {
        WithoutDriver() {
            super(ChromaDriverTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.sqlite.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith(ChromaDriverTest.class.getPackageName() + ".")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? made(name) : loaded;
        }

        private Class<?> made(String name) throws ClassNotFoundException {
            try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(stream).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
