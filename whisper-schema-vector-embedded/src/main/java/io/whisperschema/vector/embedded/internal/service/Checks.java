package io.whisperschema.vector.embedded.internal.service;

import io.qdrant.client.grpc.Common.Filter;
import io.whisperschema.vector.embedded.internal.filter.FilterRules;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.ArrayList;
import java.util.List;

/** The server's checks of single fields, before it looks at anything else; all complaints come in one message. */
final class Checks {

    private static final String UNSAFE = "<>:\"/\\|?*\0\u001f";
    private static final String NEVER = "/\0";
    private static final int LONGEST_NAME = 255;
    private static final int LARGEST_SIZE = 65_536;

    private final List<String> complaints = new ArrayList<>();

    /** A new collection's name. */
    Checks newName(String name) {
        return name("collection_name", Texts.sent(name), UNSAFE);
    }

    /** A name that may be of an old collection. */
    Checks name(String name) {
        return name("collection_name", name, NEVER);
    }

    private Checks name(String field, String name, String forbidden) {
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > LONGEST_NAME) {
            complaints.add(
                    field + ": value \"" + name + "\" invalid, must be from 1 to " + LONGEST_NAME + " characters");
        }
        forbidden
                .chars()
                .filter(forbiddenCharacter -> name.indexOf(forbiddenCharacter) >= 0)
                .findFirst()
                .ifPresent(found ->
                        complaints.add(field + ": collection name cannot contain \"" + (char) found + "\" char"));
        return this;
    }

    /** A filter as a client sent it: what a query makes of several has other paths. */
    static void filter(String field, Filter filter) {
        Nesting.check(filter);
        FilterRules.check(filter, field);
    }

    Checks notEmpty(String field, String value) {
        if (value.isEmpty()) {
            complaints.add(field + ": value \"\" invalid, must be at least 1 characters");
        }
        return this;
    }

    /** A field that is checked when it is set. */
    Checks atLeast(String field, boolean set, long value, long least) {
        if (set && Long.compareUnsigned(value, least) < 0) {
            complaints.add(
                    field + ": value " + Long.toUnsignedString(value) + " invalid, must be " + least + " or larger");
        }
        return this;
    }

    Checks size(String field, long value) {
        if (Long.compareUnsigned(value, 1) < 0 || Long.compareUnsigned(value, LARGEST_SIZE) > 0) {
            complaints.add(
                    field + ": value " + Long.toUnsignedString(value) + " invalid, must be from 1 to " + LARGEST_SIZE);
        }
        return this;
    }

    Checks between(String field, boolean set, double value, double least, double most) {
        if (set && !(value >= least && value <= most)) {
            complaints.add(field + ": value " + value + " invalid, must be from " + least + " to " + most);
        }
        return this;
    }

    Checks complain(String field, String complaint) {
        complaints.add(field + ": " + complaint);
        return this;
    }

    /** Refuses the request if there was anything to complain of. */
    void done() {
        if (!complaints.isEmpty()) {
            throw Refused.invalid("Validation error in body: [" + String.join("; ", complaints) + "]");
        }
    }
}
