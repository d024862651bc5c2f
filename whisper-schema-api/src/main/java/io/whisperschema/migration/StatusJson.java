package io.whisperschema.migration;

import io.whisperschema.internal.document.DocumentFormat;
import io.whisperschema.internal.json.Json;

/** The JSON of how migrations stand. */
final class StatusJson {
    private static final DocumentFormat FORMAT = new DocumentFormat("whisper-schema/migration-status", 1);

    private StatusJson() {}

    static String write(MigrationComparison comparison) {
        return FORMAT.begin()
                .put("migrations", Json.items(comparison.all(), StatusJson::write))
                .build()
                .pretty();
    }

    private static Json write(MigrationStatus status) {
        return Json.object()
                .put("component", status.id().component())
                .put("number", status.id().number())
                .put("name", status.name())
                .put("state", (Enum<?>) status.state())
                .put("code", status.code(), StatusJson::write)
                .put("recorded", status.recorded(), StatusJson::write)
                .build();
    }

    private static Json write(Checksum sum) {
        return Json.object().put("meaning", sum.meaning()).put("raw", sum.raw()).build();
    }

    private static Json write(RecordedMigration recorded) {
        return Json.object()
                .putText("meaning", recorded.meaning())
                .putText("raw", recorded.raw())
                .put("applied_at", recorded.appliedAt().toString())
                .put("origin", (Enum<?>) recorded.origin())
                .build();
    }
}
