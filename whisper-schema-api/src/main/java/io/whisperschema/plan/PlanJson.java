package io.whisperschema.plan;

import io.whisperschema.internal.document.DocumentFormat;
import io.whisperschema.internal.document.FindingJson;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonObject;

/** The JSON of a plan. */
final class PlanJson {
    private static final DocumentFormat FORMAT = new DocumentFormat("whisper-schema/plan", 1);

    private PlanJson() {}

    static String write(Plan plan) {
        JsonObject basis = Json.object();
        plan.basis().forEach(basis::put);
        return FORMAT.begin()
                .put("fingerprint", plan.fingerprint())
                .put("basis", basis.build())
                .put("steps", Json.items(plan.steps(), PlanJson::write))
                .put("remarks", plan.remarks(), FindingJson::write)
                .build()
                .pretty();
    }

    private static Json write(Step step) {
        return Json.object()
                .put("id", step.id())
                .put("store", step.store())
                .put("change", step.change().words())
                .putText("statement", step.statement())
                .put("risk", step.risk().dangers().stream().sorted().toList(), Json::of)
                .putText("lock", step.risk().lock())
                .put("transactional", step.isolation() == Step.Isolation.IN_TRANSACTION)
                .put("undo", write(step.undo()))
                .build();
    }

    private static Json write(Undo undo) {
        JsonObject json = Json.object();
        if (undo instanceof Undo.ByStatement by) {
            json.put("statement", by.statement());
        } else if (undo instanceof Undo.ByChange by) {
            json.put("change", by.change().words());
        } else {
            json.put("impossible", ((Undo.Impossible) undo).reason());
        }
        return json.build();
    }
}
