package io.whisperschema.error;

/** A store holds a part of a move that was not finished; it stays as it was. */
public final class MoveUnfinished extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String store;
    private final String move;

    /**
     * @param store which store
     * @param move which move, by its id
     * @param remedy what to do about it
     */
    public MoveUnfinished(String store, String move, String remedy) {
        super(
                "On " + store + " the move " + move
                        + " is not finished, so a part of its rows may be missing. Nothing was" + " changed. " + remedy,
                null);
        this.store = store;
        this.move = move;
    }

    /** Which store. */
    public String store() {
        return store;
    }

    /** Which move, by its id. */
    public String move() {
        return move;
    }
}
