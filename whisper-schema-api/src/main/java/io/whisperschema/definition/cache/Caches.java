package io.whisperschema.definition.cache;

/** The words in which a host writes a cache; meant for {@code import static}. */
public final class Caches {
    private Caches() {}

    /** A family of keys; say next what they hold. Placeholders stand in angle brackets, a hash tag in braces. */
    public static KeyFamily.Start keyFamily(String name, String pattern) {
        return KeyFamily.of(name, pattern);
    }

    /** A field of what is cached; say next of which type. */
    public static CacheField.Start field(String name) {
        return new CacheField.Start(name);
    }
}
