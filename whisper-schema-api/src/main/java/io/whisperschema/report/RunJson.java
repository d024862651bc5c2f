package io.whisperschema.report;

import io.whisperschema.finding.Finding;
import io.whisperschema.internal.document.DocumentFormat;
import io.whisperschema.internal.document.FindingJson;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonObject;
import io.whisperschema.migration.MigrationId;
import java.util.List;

/** The JSON of what starts and migrations did. Statements stay out of it: a host's own may hold values. */
final class RunJson {
    private static final DocumentFormat MIGRATION = new DocumentFormat("whisper-schema/migration-report", 1);
    private static final DocumentFormat BOOTSTRAP = new DocumentFormat("whisper-schema/bootstrap-report", 1);

    private static final DocumentFormat REHEARSAL = new DocumentFormat("whisper-schema/rehearsal-report", 1);

    private static final DocumentFormat REBUILD = new DocumentFormat("whisper-schema/rebuild-report", 1);

    private RunJson() {}

    static String write(MigrationReport report) {
        return written(MIGRATION.begin(), report).build().pretty();
    }

    static String write(BootstrapReport report) {
        return BOOTSTRAP
                .begin()
                .put(
                        "stores",
                        Json.items(
                                List.copyOf(report.stores().entrySet()),
                                store -> Json.object()
                                        .put("name", store.getKey())
                                        .put("outcome", store.getValue())
                                        .build()))
                .put(
                        "migrations",
                        report.migrations(),
                        one -> written(Json.object(), one).build())
                .put("steps", Json.items(report.execution().results(), RunJson::write))
                .put("warnings", report.plan().warnings(), FindingJson::write)
                .build()
                .pretty();
    }

    static String write(RehearsalReport report) {
        return REHEARSAL
                .begin()
                .put("store", report.store())
                .put("migrations", Json.items(report.migrations(), RunJson::write))
                .put("not_rehearsed", Json.texts(report.notRehearsed()))
                .put("steps", Json.items(report.execution().results(), RunJson::rehearsed))
                .put(
                        "locks",
                        Json.items(
                                report.locks(),
                                lock -> Json.object()
                                        .put("relation", lock.relation())
                                        .put("mode", lock.mode())
                                        .build()))
                .build()
                .pretty();
    }

    static String write(RebuildReport report) {
        return REBUILD.begin()
                .put("store", report.store())
                .put("database", report.database())
                .put("restore_point", report.restorePoint())
                .put("destroyed", Json.texts(report.destroyed()))
                .put("left", Json.texts(report.left()))
                .put("migrations", Json.items(report.migrations(), RunJson::write))
                .put("steps", Json.items(report.execution().results(), RunJson::write))
                .build()
                .pretty();
    }

    private static JsonObject written(JsonObject json, MigrationReport report) {
        JsonObject written = json.put("store", report.store())
                .put("verb", report.verb())
                .put("migrations", Json.items(report.migrations(), RunJson::write))
                .put("steps", Json.items(report.execution().results(), RunJson::write));
        return withNotices(written, report.notices());
    }

    private static JsonObject withNotices(JsonObject json, List<Finding> notices) {
        return notices.isEmpty() ? json : json.put("notices", notices, FindingJson::write);
    }

    private static Json write(MigrationId id) {
        return Json.object()
                .put("component", id.component())
                .put("number", id.number())
                .build();
    }

    private static Json write(StepResult result) {
        return step(result)
                .put("outcome", result.outcome())
                .put("milliseconds", result.took().toMillis())
                .build();
    }

    private static Json rehearsed(StepResult result) {
        return step(result).put("milliseconds", result.took().toMillis()).build();
    }

    private static JsonObject step(StepResult result) {
        JsonObject step = Json.object()
                .put("id", result.step().id())
                .put("store", result.step().store())
                .put("change", result.step().change().words());
        return withNotices(step, result.notices());
    }
}
