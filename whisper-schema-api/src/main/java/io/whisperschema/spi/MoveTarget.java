package io.whisperschema.spi;

import io.whisperschema.move.Limits;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Writing;
import java.util.Map;

/**
 * A store that receives passages. Connections are held only while a writer or one of these calls is open, so that plans can
 * run on the store in between.
 */
public interface MoveTarget extends AutoCloseable {
    /** How many writers can be open at a time. */
    int writers();

    /** What it cannot hold. */
    Limits limits();

    /** Where it keeps how the move stands. */
    Checkpoints checkpoints();

    /** How it writes that passage. */
    Writing writing(Passage passage);

    /**
     * A writer, to be closed, for one thread at a time.
     *
     * @param lane whose, from 0 to less than {@link #writers}
     */
    ItemWriter writer(int lane);

    /**
     * Lets numbered fields go on behind what was moved and refreshes statistics; repeatable.
     *
     * @param counted how far the source has numbered which field, by the target's names
     */
    void finish(Passage passage, Map<String, Long> counted);

    /**
     * What it holds now, read anew; to be closed. All writers are closed before. It is asked for {@link Passage#arrived}
     * passages.
     */
    MoveSource readBack();

    @Override
    void close();
}
