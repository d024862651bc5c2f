package io.whisperschema.internal.move;

import io.whisperschema.internal.Sha256;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonObject;
import io.whisperschema.move.FlawHandling;
import io.whisperschema.move.Passage;
import io.whisperschema.move.RowTransform;
import io.whisperschema.move.Treatment;
import io.whisperschema.move.Treatments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that decides what is moved and what becomes of it, as one text; effort and looks of findings are not. */
final class RequestText {
    private RequestText() {}

    static String digest(MoveJob job) {
        return Sha256.hex(text(job));
    }

    private static String text(MoveJob job) {
        FlawHandling handling = job.options().handling();
        return Json.object()
                .put("format", "whisper-schema/move-request 1")
                .put("passages", Json.items(job.passages(), passage -> passage(job, passage)))
                .put("treatments", treatments(handling.treatments()))
                .put("zone", handling.zone().getId())
                .build()
                .compact();
    }

    private static Json passage(MoveJob job, Passage passage) {
        JsonObject json = Json.object()
                .put("source", passage.source())
                .put("format", passage.format())
                .put("fields", Json.items(passage.fields(), field -> Json.of(field.source() + " " + field.nullness())))
                .put("filter", passage.filter(), filter -> Json.of(filter.toString()));
        RowTransform transform = job.options().scope().transforms().get(passage.source());
        return (transform == null ? json : json.put("transform", transform.name() + " " + transform.version())).build();
    }

    private static Json treatments(Treatments treatments) {
        Map<String, String> lines = new TreeMap<>();
        treatments.general().forEach((flaw, treatment) -> lines.put(flaw.name(), words(treatment)));
        treatments
                .special()
                .forEach((placed, treatment) -> lines.put(placed.flaw() + " " + placed.column(), words(treatment)));
        List<String> all = new ArrayList<>();
        lines.forEach((flaw, treatment) -> all.add(flaw + ": " + treatment));
        return Json.texts(all);
    }

    private static String words(Treatment treatment) {
        return treatment instanceof Treatment.Coerce coercion
                ? coercion.rules().toString()
                : treatment.getClass().getSimpleName();
    }
}
