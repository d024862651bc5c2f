package io.whisperschema.vector.embedded.internal.filter;

import java.util.Optional;

/** A filter that is valid, bound to the indexes of a collection; to be used under the lock that guards them. */
public interface CompiledFilter extends PointFilter {

    /**
     * The slots that may match, from the indexes; all that match are among them. Nothing when no index helps, or when
     * more than {@code atMost} slots may match, so that a scan is the better way.
     */
    Optional<Candidates> candidates(int atMost);
}
