package io.whisperschema.vector.embedded.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A place in payloads.
 *
 * @param steps texts for keys, numbers for elements, {@link Every} for all elements
 */
record Path(List<Object> steps) {
    private static final String KEY = "(?:[\\p{IsAlphabetic}\\p{N}_-]+|\"[^\"\\\\]*\")";
    private static final Pattern STEP = Pattern.compile("\\.?(" + KEY + ")|\\[([0-9]*)]");
    private static final Pattern WHOLE = Pattern.compile(KEY + "(?:\\." + KEY + "|\\[[0-9]*])*");

    /** All elements of an array. */
    enum Every {
        ELEMENT
    }

    static Path of(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw Refusal.invalid("Invalid json path: '" + text + "'");
        }
        return new Path(STEP.matcher(text).results().map(Path::step).toList());
    }

    private static Object step(java.util.regex.MatchResult found) {
        if (found.group(1) != null) {
            return found.group(1).replaceAll("^\"|\"$", "");
        }
        return found.group(2).isEmpty() ? Every.ELEMENT : (Object) Integer.valueOf(found.group(2));
    }

    private static boolean isBare(String key) {
        Matcher bare = Pattern.compile("[\\p{IsAlphabetic}\\p{N}_-]+").matcher(key);
        return bare.matches();
    }

    /** As one writes it. */
    @Override
    public String toString() {
        return steps.stream().map(Path::text).collect(Collectors.joining()).substring(1);
    }

    private static String text(Object step) {
        if (step instanceof String key) {
            return isBare(key) ? "." + key : ".\"" + key + "\"";
        }
        return step == Every.ELEMENT ? "[]" : "[" + step + "]";
    }

    /** The values there. */
    List<Object> values(Map<String, Object> payload) {
        List<Object> found = List.of(payload);
        for (Object step : steps) {
            found = found.stream().flatMap(json -> below(step, json)).toList();
        }
        return found;
    }

    private static Stream<Object> below(Object step, Object json) {
        if (step instanceof String key) {
            return json instanceof Map<?, ?> object && object.containsKey(key)
                    ? Stream.of((Object) object.get(key))
                    : Stream.of();
        }
        if (!(json instanceof List<?> list)) {
            return Stream.of();
        }
        return step == Every.ELEMENT
                ? list.stream().map(each -> (Object) each)
                : list.stream().skip((Integer) step).limit(1).map(each -> (Object) each);
    }

    /** Merges changes into the objects there; what stands in the way of the path is replaced. */
    void merge(Map<String, Object> payload, Map<String, Object> changes) {
        merged(0, payload, changes);
    }

    private Object merged(int at, Object json, Map<String, Object> changes) {
        if (at == steps.size()) {
            Map<String, Object> object = json instanceof Map<?, ?> ? Json.asObject(json) : new LinkedHashMap<>();
            Json.merge(object, changes);
            return object;
        }
        if (steps.get(at) instanceof String key) {
            Map<String, Object> object = json instanceof Map<?, ?> ? Json.asObject(json) : new LinkedHashMap<>();
            object.put(key, merged(at + 1, object.getOrDefault(key, Json.Null.NULL), changes));
            return object;
        }
        List<Object> list = json instanceof List<?> ? Json.asList(json) : new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (isElement(at, i)) {
                list.set(i, merged(at + 1, list.get(i), changes));
            }
        }
        return list;
    }

    private boolean isElement(int at, int number) {
        return steps.get(at) == Every.ELEMENT || steps.get(at).equals(number);
    }

    /** Removes what is there; a single element of an array stays. */
    void remove(Map<String, Object> payload) {
        remove(0, payload);
    }

    private void remove(int at, Object json) {
        boolean last = at == steps.size() - 1;
        if (steps.get(at) instanceof String key && json instanceof Map<?, ?> object && object.containsKey(key)) {
            if (last) {
                object.remove(key);
            } else {
                remove(at + 1, object.get(key));
            }
        } else if (json instanceof List<?> list && last) {
            if (steps.get(at) == Every.ELEMENT) {
                list.clear();
            }
        } else if (json instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (isElement(at, i)) {
                    remove(at + 1, list.get(i));
                }
            }
        }
    }

    boolean startsWith(Path other) {
        return steps.size() >= other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    Path with(Object step) {
        return new Path(Stream.concat(steps.stream(), Stream.of(step)).toList());
    }

    /** The path to the elements of the array there. */
    Path elements() {
        return steps.get(steps.size() - 1) == Every.ELEMENT ? this : with(Every.ELEMENT);
    }

    /** This path as one below another. */
    Path below(Path other) {
        return new Path(Stream.concat(other.steps.stream(), steps.stream()).toList());
    }
}
