package io.whisperschema.testkit;

/**
 * A name and password to log in to PostgreSQL with.
 *
 * @param name the role's name
 * @param password what it logs in with; make up a wrong one to see a login refused
 */
public record PostgresRole(String name, String password) {
    /** The name alone. */
    @Override
    public String toString() {
        return name;
    }
}
