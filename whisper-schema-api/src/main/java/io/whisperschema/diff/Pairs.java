package io.whisperschema.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/** What is on two sides, paired by ever weaker likeness; who has found no partner is left. Not thread-safe. */
final class Pairs<T> {
    private final List<T> left;
    private final List<T> right;

    Pairs(List<T> left, List<T> right) {
        this.left = new ArrayList<>(left);
        this.right = new ArrayList<>(right);
    }

    void pair(BiPredicate<T, T> alike, BiConsumer<T, T> paired) {
        left.removeIf(one -> {
            Optional<T> partner =
                    right.stream().filter(other -> alike.test(one, other)).findFirst();
            partner.ifPresent(other -> {
                right.remove(other);
                paired.accept(one, other);
            });
            return partner.isPresent();
        });
    }

    List<T> left() {
        return left;
    }

    List<T> right() {
        return right;
    }
}
