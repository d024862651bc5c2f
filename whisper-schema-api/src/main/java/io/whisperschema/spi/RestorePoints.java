package io.whisperschema.spi;

import io.whisperschema.plan.Step;
import java.util.List;

/**
 * How a host keeps what a run may lose: asked before steps that can lose data, outside of the store's lock. Others may write
 * between a restore point and those steps, which it does not hold; where several hosts start at once each asks for one, and
 * those are discarded of which the run did nothing.
 */
public interface RestorePoints {
    /** None is taken. */
    RestorePoints NONE = new RestorePoints() {
        @Override
        public boolean covers(Store store) {
            return false;
        }

        @Override
        public String take(Store store, List<Step> losing) {
            return "";
        }
    };

    /**
     * Whether they keep what that store holds. Of a store that they do not cover none is taken, and the
     * {@link ProgressListener} hears that.
     */
    default boolean covers(Store store) {
        return true;
    }

    /**
     * Takes one of a store that they cover; what it throws stops the run before the steps.
     *
     * @param losing the steps that can lose data; none where typed operations that may be such are found behind SQL or
     *     code of which nobody knows yet what it leaves
     * @return its name, which the {@link ProgressListener} hears; empty where none was taken
     */
    String take(Store store, List<Step> losing);

    /**
     * Hears that one of a store that they cover is not needed: others were faster, so that this run of migrations began no
     * step behind it, and it may have been taken when the data were lost already. It may stay, as it does unless this is
     * overridden, but is no longer one to go back to.
     *
     * @param name as {@link #take} answered
     */
    default void discard(Store store, String name) {}
}
