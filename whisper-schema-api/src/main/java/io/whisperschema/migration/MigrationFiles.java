package io.whisperschema.migration;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.internal.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes migrations of files by their names and heads. Files that are no SQL are somebody else's. */
final class MigrationFiles {
    private static final Pattern NAME = Pattern.compile(
            "(?:(?<number>[0-9]{1,9})_|R__)(?<words>[^.]+?)(?<way>[.]down)?(?:[.](?<dialect>postgres|sqlite))?(?<after>[.]down)?[.]sql");
    private static final String ENDING = ".sql";
    private static final String REPEATABLE = "R__";
    private static final List<DialectName> DIALECTS = List.of(DialectName.POSTGRES, DialectName.SQLITE);
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Map<MigrationId, Migration> migrations = new TreeMap<>();
    private final Map<String, Migration> repeatable = new TreeMap<>();

    /** The first file of each migration, by what the migration is called. */
    private final Map<String, ScriptFile> first = new TreeMap<>();

    /** The first way back of each migration. */
    private final Map<MigrationId, Script> firstBack = new TreeMap<>();

    private MigrationFiles() {}

    /** The migrations of files and what the manifest among them says. */
    static MigrationSet set(Map<String, byte[]> files) {
        MigrationFiles read = read(files);
        List<Migration> migrations = List.copyOf(read.migrations.values());
        List<Migration> repeatable = List.copyOf(read.repeatable.values());
        Optional<MigrationManifest> manifest = Optional.ofNullable(files.get(MigrationManifest.NAME))
                .map(bytes -> MigrationManifest.read(text(MigrationManifest.NAME, bytes)));
        manifest.ifPresent(listed -> MigrationManifest.requireListed(listed.components(), migrations));
        return manifest.map(listed -> MigrationSet.of(migrations, listed.components(), listed.profiles(), repeatable))
                .orElseGet(() -> MigrationSet.of(migrations, List.of(), List.of(), repeatable));
    }

    private static MigrationFiles read(Map<String, byte[]> files) {
        var read = new MigrationFiles();
        var ways = new ArrayList<Runnable>();
        files.forEach((name, bytes) -> {
            if (isScript(name)) {
                Matcher parts = parts(name);
                var file = new ScriptFile(
                        name,
                        text(name, bytes),
                        Sha256.hex(bytes),
                        dialect(parts).map(List::of).orElse(DIALECTS));
                if (isRepeatable(parts)) {
                    read.repeat(parts, file);
                } else if (isWayBack(parts)) {
                    ways.add(() -> read.back(parts, file));
                } else {
                    read.forward(parts, file);
                }
            }
        });
        ways.forEach(Runnable::run);
        return read;
    }

    static boolean isOneOfThem(String name) {
        return isScript(name) || name.equals(MigrationManifest.NAME);
    }

    /** In whatever case, since one that is left out is not missed. */
    private static boolean isScript(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    private static Matcher parts(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new InvalidMigration(
                    name,
                    "its name is none of a migration",
                    "Name it like 0001_baseline.sql, 0001_baseline.down.sql, 0001_baseline.postgres.sql or, if it"
                            + " shall run again whenever it changes, R__views.sql.");
        }
        return parts;
    }

    private static boolean isRepeatable(Matcher parts) {
        return parts.group("number") == null;
    }

    private static boolean isWayBack(Matcher parts) {
        return parts.group("way") != null || parts.group("after") != null;
    }

    private static String text(String name, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException noText) {
            throw new InvalidMigration(name, "it is no text in UTF-8", "Save it in UTF-8.");
        }
    }

    private void repeat(Matcher parts, ScriptFile file) {
        if (isWayBack(parts)) {
            throw ScriptFile.notRepeatable(file.name(), "it is a way back");
        }
        String name = commonName(parts);
        requireSameHead(name, file);
        Migration one = repeatable.getOrDefault(name, Repeatable.of(name).content());
        repeatable.put(
                name,
                one.withUp(with(one.up(), dialect(parts), file.repeated())).directed(file::directives));
    }

    private void forward(Matcher parts, ScriptFile file) {
        MigrationId id = file.id(number(parts, file));
        Migration migration = migrations.computeIfAbsent(id, key -> Migration.of(key, commonName(parts)));
        if (!migration.name().equals(commonName(parts))) {
            throw twice(id, migration.name(), file.name());
        }
        Optional<DialectName> dialect = dialect(parts);
        if (dialect.map(migration.up().own()::containsKey)
                .orElse(migration.up().common().isPresent())) {
            throw twice(id, migration.name(), file.name());
        }
        requireSameHead(id + " " + migration.name(), file);
        Migration more = migration
                .withUp(with(migration.up(), dialect, file.forward()))
                .directed(directives -> file.directives(directives));
        migrations.put(
                id,
                file.back().map(back -> takenBack(more, dialect, file, back)).orElse(more));
    }

    private void requireSameHead(String migration, ScriptFile file) {
        file.requireSameHead(first.computeIfAbsent(migration, key -> file));
    }

    private void back(Matcher parts, ScriptFile file) {
        MigrationId id = file.id(number(parts, file));
        Migration migration = migrations.get(id);
        if (migration == null || !migration.name().equals(commonName(parts))) {
            throw new InvalidMigration(
                    file.name(), "there is no " + commonName(parts) + " that it takes back", "Rename one of them.");
        }
        Optional<DialectName> dialect = dialect(parts);
        if (dialect.map(migration.down().own()::containsKey)
                .orElse(migration.down().common().isPresent())) {
            throw new InvalidMigration(
                    file.name(),
                    migration.name() + " has a way back of its own, under a line -- down",
                    "Keep one of them.");
        }
        migrations.put(id, takenBack(migration, dialect, file, file.whole()));
    }

    private Migration takenBack(Migration migration, Optional<DialectName> dialect, ScriptFile file, Script back) {
        ScriptFile.requireSameBack(back, firstBack.computeIfAbsent(migration.id(), key -> back));
        return migration
                .withDown(with(migration.down(), dialect, back))
                .directed(directives -> file.directives(directives, back));
    }

    private static int number(Matcher parts, ScriptFile file) {
        int number = Integer.parseInt(parts.group("number"));
        if (number == 0) {
            throw new InvalidMigration(file.name(), "its number is 0", "Number migrations from 1.");
        }
        return number;
    }

    private static InvalidMigration twice(MigrationId id, String one, String other) {
        return new InvalidMigration(
                other, one + " has the number " + id + " too", "Give one of them the next free number.");
    }

    private static String commonName(Matcher parts) {
        return (isRepeatable(parts) ? REPEATABLE : parts.group("number") + "_") + parts.group("words") + ENDING;
    }

    private static Optional<DialectName> dialect(Matcher parts) {
        return Optional.ofNullable(parts.group("dialect")).map(DialectName::new);
    }

    private static Scripts with(Scripts scripts, Optional<DialectName> dialect, Script script) {
        return dialect.map(one -> scripts.with(one, script)).orElseGet(() -> scripts.withCommon(script));
    }
}
