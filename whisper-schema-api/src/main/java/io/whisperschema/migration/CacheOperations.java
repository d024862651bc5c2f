package io.whisperschema.migration;

import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.diff.EntryRecipe.Meeting;
import io.whisperschema.migration.Operations.Body;
import io.whisperschema.plan.CodeStep;
import java.util.List;
import java.util.Optional;

/**
 * The words in which a host writes migrations of a cache; meant for {@code import static}, beside those of
 * {@link io.whisperschema.definition.cache.Caches}.
 */
public final class CacheOperations {
    private CacheOperations() {}

    /**
     * The entries of a key family become those of another, which has another name, pattern or version of values.
     *
     * @param before the family as it is
     * @param after what it becomes, as the definition has it
     */
    public static CacheRewrite rewrite(KeyFamily before, KeyFamily after) {
        return new CacheRewrite(before, after, List.of(), Optional.empty(), Meeting.STOP, List.of());
    }

    /**
     * Host code for cached values. It may run again on values that it has seen, where a run was stopped in between.
     *
     * @param name its name
     * @param version its version, which stands for what it does: change it with the code
     * @param context what it works on, as the cache gives it
     * @param body the code
     */
    public static <C> CodeStep<C> step(String name, String version, Class<C> context, Body<C> body) {
        return new Operations.HostCode<>(name, version, context, body);
    }
}
