package io.whisperschema.vector.embedded;

/** What keeps a store from being opened, or a snapshot from being restored. What is in the files stays as it is. */
public abstract sealed class EmbeddedStoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private EmbeddedStoreException(String message, Throwable cause) {
        super(message, cause);
    }

    private EmbeddedStoreException(String message) {
        super(message);
    }

    /** The file is open elsewhere: in another process, or a second time in this one. */
    public static final class InUse extends EmbeddedStoreException {
        private static final long serialVersionUID = 1;

        /** With a message and what the driver said. */
        public InUse(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The file is damaged, or it is not what it is taken for. */
    public static final class Damaged extends EmbeddedStoreException {
        private static final long serialVersionUID = 1;

        /** With a message and what the driver said. */
        public Damaged(String message, Throwable cause) {
            super(message, cause);
        }

        /** With a message. */
        public Damaged(String message) {
            super(message);
        }
    }

    /** The file was written by a newer version of this library. */
    public static final class TooNew extends EmbeddedStoreException {
        private static final long serialVersionUID = 1;

        /** With a message. */
        public TooNew(String message) {
            super(message);
        }
    }

    /** What would be restored has the name of something that is there. */
    public static final class AlreadyThere extends EmbeddedStoreException {
        private static final long serialVersionUID = 1;

        /** With a message. */
        public AlreadyThere(String message) {
            super(message);
        }
    }

    /** What is in the file needs more memory than the options allow. */
    public static final class TooLarge extends EmbeddedStoreException {
        private static final long serialVersionUID = 1;

        /** With a message. */
        public TooLarge(String message) {
            super(message);
        }
    }

    /** The file could not be read or written for a reason of the machine: rights, disk. */
    public static final class Unavailable extends EmbeddedStoreException {
        private static final long serialVersionUID = 1;

        /** With a message and what the driver or the machine said. */
        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
