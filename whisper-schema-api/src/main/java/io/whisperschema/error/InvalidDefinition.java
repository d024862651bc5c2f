package io.whisperschema.error;

/** A definition contradicts itself or cannot be spelled; thrown where it is made, before any store is touched. */
public final class InvalidDefinition extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String problem;
    private final String remedy;

    /**
     * @param place where in the definition, for example {@code table users, column email}
     * @param problem what is wrong there, as a clause
     * @param remedy what to write instead
     */
    public InvalidDefinition(String place, String problem, String remedy) {
        super(place + ": " + problem + ". " + remedy, null);
        this.place = place;
        this.problem = problem;
        this.remedy = remedy;
    }

    /** Where in the definition. */
    public String place() {
        return place;
    }

    /** What is wrong there, as a clause. */
    public String problem() {
        return problem;
    }

    /** What to write instead. */
    public String remedy() {
        return remedy;
    }
}
