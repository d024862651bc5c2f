package io.whisperschema.vector.internal.chroma;

import java.io.IOException;
import java.io.Serial;

/** What is wrong with a part of a ChromaDB folder, as one sentence; {@link ChromaFolder} says which folder. */
final class ChromaFault extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    ChromaFault(String sentence) {
        super(sentence);
    }

    /** The fault, unless that holds. */
    @SuppressWarnings("AnnotateFormatMethod") // its annotations are no dependency of ours
    static void unless(boolean holds, String sentence, Object... parts) throws ChromaFault {
        if (!holds) {
            throw new ChromaFault(sentence.formatted(parts));
        }
    }
}
