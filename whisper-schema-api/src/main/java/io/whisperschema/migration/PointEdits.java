package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.plan.CodeStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What becomes of points beside what the definitions of their collections say.
 *
 * @param renamedVectors the former name of vectors that have another now
 * @param embedded the code that makes a vector anew, by the vector's name
 * @param leftEmpty the vectors that points have only when somebody gives them one
 * @param payload what becomes of payload fields, one after the other
 * @param changed what else host code does to points, behind all of that
 * @param code the code that all of these speak of
 */
public record PointEdits(
        Map<String, String> renamedVectors,
        Map<String, CodeName> embedded,
        Set<String> leftEmpty,
        List<PayloadEdit> payload,
        Optional<CodeName> changed,
        List<CodeStep<?>> code) {
    static final PointEdits NONE = new PointEdits(Map.of(), Map.of(), Set.of(), List.of(), Optional.empty(), List.of());

    public PointEdits {
        renamedVectors = Collections.unmodifiableMap(new TreeMap<>(renamedVectors));
        embedded = Collections.unmodifiableMap(new TreeMap<>(embedded));
        leftEmpty = Collections.unmodifiableSet(new TreeSet<>(leftEmpty));
        payload = List.copyOf(payload);
        requireNonNull(changed);
        code = List.copyOf(code);
    }

    PointEdits renaming(String before, String after) {
        var more = new TreeMap<>(renamedVectors);
        more.put(after, before);
        return new PointEdits(more, embedded, leftEmpty, payload, changed, code);
    }

    PointEdits embedding(String vector, CodeStep<?> step) {
        var more = new TreeMap<>(embedded);
        more.put(vector, CodeNames.of(step));
        return new PointEdits(renamedVectors, more, leftEmpty, payload, changed, CodeNames.with(code, step));
    }

    PointEdits leavingEmpty(String vector) {
        var more = new TreeSet<>(leftEmpty);
        more.add(vector);
        return new PointEdits(renamedVectors, embedded, more, payload, changed, code);
    }

    PointEdits editing(PayloadEdit edit) {
        var more = new ArrayList<>(payload);
        more.add(edit);
        return new PointEdits(renamedVectors, embedded, leftEmpty, more, changed, code);
    }

    PointEdits computing(String field, CodeStep<?> step) {
        PointEdits more = editing(new PayloadEdit.Compute(field, CodeNames.of(step)));
        return new PointEdits(renamedVectors, embedded, leftEmpty, more.payload, changed, CodeNames.with(code, step));
    }

    PointEdits changingBy(CodeStep<?> step) {
        return new PointEdits(
                renamedVectors,
                embedded,
                leftEmpty,
                payload,
                Optional.of(CodeNames.of(step)),
                CodeNames.with(code, step));
    }
}
