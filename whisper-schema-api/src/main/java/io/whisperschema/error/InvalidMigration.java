package io.whisperschema.error;

/** A migration cannot be read, or contradicts others; thrown where it is read, before any store is touched. */
public final class InvalidMigration extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String place;

    /**
     * @param place which migration, file and line
     * @param problem what is wrong there, as a clause
     * @param remedy what to do about it
     */
    public InvalidMigration(String place, String problem, String remedy) {
        super(place + ": " + problem + ". Nothing was applied. " + remedy, null);
        this.place = place;
    }

    /** Which migration, file and line. */
    public String place() {
        return place;
    }
}
