package io.whisperschema.vector.embedded.internal.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.whisperschema.vector.embedded.internal.filter.FilterRules;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.filter.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The server's checks of single fields, before it looks at anything else; all complaints come in one message. */
public final class Checks {

    private static final String UNSAFE = "<>:\"/\\|?*\0\u001f";
    private static final String NEVER = "/\0";
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_VECTOR_NAME = 200;
    private static final int LARGEST_SIZE = 65_536;

    private final List<String> complaints;
    private final String path;

    /** No complaint yet. */
    public Checks() {
        this(new ArrayList<>(), "");
    }

    private Checks(List<String> complaints, String path) {
        this.complaints = complaints;
        this.path = path;
    }

    /** Checks of what stands below a field; complaints of them come in the same message. */
    Checks within(String field) {
        return new Checks(complaints, path + field + ".");
    }

    /** A new collection's name. */
    public Checks newName(String name) {
        return name("collection_name", Texts.sent(name), UNSAFE);
    }

    /** A name that may be of an old collection. */
    Checks name(String name) {
        return name("collection_name", name, NEVER);
    }

    private Checks name(String field, String name, String forbidden) {
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > LONGEST_NAME) {
            complain(field, "value \"" + name + "\" invalid, must be from 1 to " + LONGEST_NAME + " characters");
        }
        first(forbidden, name)
                .ifPresent(found -> complain(field, "collection name cannot contain \"" + (char) found + "\" char"));
        return this;
    }

    private static OptionalInt first(String forbidden, String name) {
        return forbidden
                .chars()
                .filter(character -> name.indexOf(character) >= 0)
                .findFirst();
    }

    /**
     * Refuses a vector's name at once: it is no rule of a field.
     *
     * @param kind what the server calls it
     */
    static void vectorName(String kind, String given) {
        String name = Texts.sent(given);
        String wrong = "Wrong input: Invalid " + kind + " `" + name + "`: vector name ";
        if (name.getBytes(UTF_8).length > LONGEST_VECTOR_NAME) {
            throw Refused.invalid(wrong + "must be at most " + LONGEST_VECTOR_NAME + " bytes long");
        }
        first(UNSAFE, name).ifPresent(unsafe -> {
            throw Refused.invalid(wrong + "cannot contain \"" + (char) unsafe + "\" char");
        });
    }

    /** Also refuses what is nested too deep. */
    Checks filter(String field, Filter filter) {
        Nesting.check(filter);
        complaints.addAll(FilterRules.complaints(path + field, filter));
        return this;
    }

    Checks selector(String field, PointsSelector selector) {
        return filter(field + ".points_selector_one_of", selector.getFilter());
    }

    Checks notEmpty(String field, List<?> values) {
        if (values.isEmpty()) {
            complain(field, "value [] invalid, must be at least 1 characters");
        }
        return this;
    }

    Checks notEmpty(String field, String value) {
        if (value.isEmpty()) {
            complain(field, "value \"\" invalid, must be at least 1 characters");
        }
        return this;
    }

    /** Of an index on whole numbers. */
    Checks index(String field, IntegerIndexParams params) {
        if (params.hasLookup() && !params.getLookup() && params.hasRange() && !params.getRange()) {
            complain(
                    field + ".index_params.lookup",
                    "Validation error: the 'lookup' and 'range' capabilities can't be both disabled [{}]");
        }
        return this;
    }

    /** A field that is checked when it is set. */
    Checks atLeast(String field, boolean set, long value, long least) {
        if (set && Long.compareUnsigned(value, least) < 0) {
            complain(field, "value " + Long.toUnsignedString(value) + " invalid, must be " + least + " or larger");
        }
        return this;
    }

    Checks atLeast(String field, boolean set, double value, double least) {
        if (set && !(value >= least)) {
            complain(field, "value " + value + " invalid, must be " + least + " or larger");
        }
        return this;
    }

    Checks size(String field, long value) {
        if (Long.compareUnsigned(value, 1) < 0 || Long.compareUnsigned(value, LARGEST_SIZE) > 0) {
            complain(field, "value " + Long.toUnsignedString(value) + " invalid, must be from 1 to " + LARGEST_SIZE);
        }
        return this;
    }

    Checks between(String field, boolean set, double value, double least, double most) {
        if (set && !(value >= least && value <= most)) {
            complain(field, "value " + value + " invalid, must be from " + least + " to " + most);
        }
        return this;
    }

    private void complain(String field, String complaint) {
        complaints.add(path + field + ": " + complaint);
    }

    /** Refuses the request if there was anything to complain of. */
    public void done() {
        Refused.whatIsWrong(complaints);
    }
}
