package io.whisperschema.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Lists of named parts, changed by copy. What would be there twice, or is not there, is refused as a server would. */
final class Parts {
    private Parts() {}

    static <T> List<T> with(List<T> parts, T added, Predicate<T> same) {
        if (parts.stream().anyMatch(same)) {
            throw new IllegalStateException("it is there already");
        }
        return Stream.concat(parts.stream(), Stream.of(added)).toList();
    }

    static <T> List<T> without(List<T> parts, Predicate<T> same) {
        var fewer = new ArrayList<>(parts);
        if (!fewer.removeIf(same)) {
            throw new IllegalStateException("it is not there");
        }
        return fewer;
    }

    static <T> List<T> replacing(List<T> parts, T changed, Predicate<T> same) {
        var others = new ArrayList<>(parts);
        int at = Stream.iterate(0, i -> i + 1)
                .limit(others.size())
                .filter(i -> same.test(others.get(i)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("it is not there"));
        others.set(at, changed);
        return others;
    }
}
