package io.whisperschema.spi;

import io.whisperschema.plan.Step;
import java.util.List;

/** How a host keeps what a run may lose: asked before steps that can lose data, outside of the store's lock. */
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
}
