package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.internal.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A set of migrations in the order in which they are applied: each behind the lower numbers of its component and behind
 * what it depends on; where that leaves a choice, components come in the order in which they were given.
 *
 * <p>Immutable, though files may be read when they are first asked for, and safe for use by several threads.
 */
public final class Migrations {
    /** Frozen, as what it makes is kept in databases. */
    private static final String DIGEST = "applied-1:";

    private final MigrationSource source;
    private final Placeholders placeholders;
    private final List<Migration> repeatable;
    private final Map<DialectName, String> digests = new ConcurrentHashMap<>();
    private final Map<DialectName, Checksums> checksums = new ConcurrentHashMap<>();
    private final Optional<Choice> choice;
    private @Nullable MigrationSet loaded;

    private Migrations(MigrationSource source) {
        this(source, Placeholders.NONE, List.of(), Optional.empty());
    }

    private Migrations(
            MigrationSource source, Placeholders placeholders, List<Migration> repeatable, Optional<Choice> choice) {
        this.source = source;
        this.placeholders = placeholders;
        this.repeatable = List.copyOf(repeatable);
        this.choice = choice;
    }

    /** What was chosen, and from what. */
    private record Choice(ProfileChoice profile, Migrations from) {}

    /** None. */
    public static Migrations none() {
        return of(MigrationSet.NONE);
    }

    /**
     * These.
     *
     * @throws InvalidMigration if two have one number, or one depends on itself or on what is not there
     */
    public static Migrations of(Migration... migrations) {
        return of(Arrays.asList(migrations));
    }

    /**
     * These.
     *
     * @throws InvalidMigration if two have one number, or one depends on itself or on what is not there
     */
    public static Migrations of(List<Migration> migrations) {
        return of(MigrationSet.of(migrations, List.of(), List.of(), List.of()));
    }

    static Migrations of(MigrationSet set) {
        return new Migrations(MigrationSource.of(set));
    }

    /**
     * The files of a folder, and of no folder in it: {@code 0001_baseline.sql}, {@code 0001_baseline.down.sql},
     * {@code 0002_x.postgres.sql}, and the repeatable ones {@code R__views.sql}, {@code R__views.postgres.sql}.
     *
     * @throws InvalidMigration if a file cannot be read, or the set is none
     */
    public static Migrations inFolder(Path folder) {
        return of(MigrationFolder.read(folder));
    }

    /**
     * The files of a folder that is packed with that class, seen from the root: {@code db/migrations}. They are found by
     * the {@linkplain MigrationIndex index} beside them, of which a start reads the first lines only; the files are read
     * when a database turns out not to be up to date.
     *
     * <p>What a named module keeps to itself, which is any folder that could be a package and is not opened, is out of
     * reach here; {@link #onClassPath(MigrationResources, String)} reaches it.
     *
     * @throws InvalidMigration if there is no index that can be read
     */
    public static Migrations onClassPath(Class<?> host, String folder) {
        return onClassPath(new IndexedMigrations.OfClass(host), folder.startsWith("/") ? folder.substring(1) : folder);
    }

    /**
     * The files of a folder that the host opens itself: {@code onClassPath(Host.class::getResourceAsStream,
     * "/db/migrations")}, or with the method of a class loader or module of that name and no slash in front.
     *
     * @throws InvalidMigration if there is no index that can be read
     */
    public static Migrations onClassPath(MigrationResources resources, String folder) {
        return new Migrations(IndexedMigrations.in(requireNonNull(resources), folder));
    }

    /**
     * With that text in the place of each {@code ${name}} in the statements of these migrations: as it is, without quotes,
     * also within strings and dollar quotes, but neither in comments nor in rows behind {@code COPY}. Checksums are of what
     * was written, so another value, as another environment has it, changes nothing that is applied. Values are no place
     * for secrets: they are shown wherever statements are.
     *
     * @throws InvalidMigration if the name is none, or the value has more than one line
     */
    public Migrations with(String name, String value) {
        return new Migrations(source, placeholders.with(name, value), repeatable, choice);
    }

    /** With <code>${name}</code> meant as it stands. */
    public Migrations withoutPlaceholders() {
        return new Migrations(source, Placeholders.LITERAL, repeatable, choice);
    }

    /**
     * These and those. What an index knows beforehand of its own migrations, it does not of both together.
     *
     * @throws IllegalStateException if a profile was chosen already
     */
    public Migrations and(Migrations more) {
        return more(MigrationSet.of(
                joined(inOrder(), more.inOrder()),
                joined(components(), more.components()),
                joined(profiles(), more.profiles()),
                joined(repeatable(), more.repeatable())));
    }

    /**
     * With that component described, as a manifest beside files would: behind those that are.
     *
     * @throws InvalidMigration if it is described already, or depends on one that is not, or owns what another owns
     * @throws IllegalStateException if a profile was chosen already
     */
    public Migrations with(Component component) {
        List<Migration> kept = component.state().isPresent() ? List.of(Repeatable.keeping(component)) : List.of();
        return more(MigrationSet.of(
                inOrder(), joined(components(), List.of(component)), profiles(), joined(repeatable(), kept)));
    }

    /**
     * With that profile, which {@link #in} chooses.
     *
     * @throws IllegalStateException if one was chosen already
     */
    public Migrations with(Profile profile) {
        return more(MigrationSet.of(inOrder(), components(), joined(profiles(), List.of(profile)), repeatable()));
    }

    private Migrations more(MigrationSet set) {
        if (choice.isPresent()) {
            throw new IllegalStateException("The profile "
                    + choice.get().profile().profile().name()
                    + " was chosen already; choose it when everything is there.");
        }
        return of(set);
    }

    /**
     * Of these those of the components that a profile has; {@link Profile#EVERYTHING} has all. What it leaves out does not
     * run, stays where it is there already, and is no finding; another profile may add it later. Repeatable ones run in
     * every profile. Of migrations that are found by an index the files are read at each start then.
     *
     * @throws IllegalArgumentException if there is no such profile
     * @throws InvalidMigration if it lacks a component on which another of it depends
     */
    public Migrations in(String profile) {
        Migrations all = everything();
        if (profile.equals(Profile.EVERYTHING)) {
            return all;
        }
        var chosen = new ProfileChoice(all.profile(profile), all.loaded());
        return new Migrations(
                MigrationSource.of(chosen.chosen()),
                Placeholders.NONE,
                List.of(),
                Optional.of(new Choice(chosen, all)));
    }

    private Profile profile(String name) {
        return profiles().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no profile " + name + "; there are "
                        + Stream.concat(profiles().stream().map(Profile::name), Stream.of(Profile.EVERYTHING))
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    /** These and what a profile has left out of them. */
    public Migrations everything() {
        return choice.map(Choice::from).orElse(this);
    }

    /** The profiles that have a name, in their order; {@link Profile#EVERYTHING} is not among them. */
    public List<Profile> profiles() {
        return loaded().profiles();
    }

    /** Whether the profile in use, if one was chosen, has that component. */
    public boolean has(String component) {
        return choice.map(one -> one.profile().has(component)).orElse(true);
    }

    /** Whether that table or view is of a component which the profile in use leaves out. */
    public boolean leaveOut(String table) {
        return choice.isPresent() && components().stream().anyMatch(one -> one.owns(table) && !has(one.name()));
    }

    /** Whether a database with that row lacks none of these; it may have more, as another profile has. */
    public boolean areIn(HistoryState state, DialectName dialect) {
        if (state.isUpToDate(digest(dialect))) {
            return true;
        }
        if (choice.isEmpty()) {
            return false;
        }
        Migrations all = everything();
        return state.isUpToDate(all.digest(dialect))
                || profiles().stream()
                        .filter(other -> other.components()
                                .containsAll(choice.get().profile().profile().components()))
                        .anyMatch(other -> state.isUpToDate(all.in(other.name()).digest(dialect)));
    }

    /**
     * And these behind them and behind repeatable files, in this order, each again whenever what it says is another.
     *
     * @throws InvalidMigration if two have one name
     */
    public Migrations repeating(Repeatable... more) {
        return new Migrations(
                source,
                placeholders,
                MigrationSet.NONE
                        .repeating(repeatable)
                        .repeating(Arrays.stream(more).map(Repeatable::content).toList())
                        .repeatable(),
                choice);
    }

    /** The repeatable ones, in order. */
    public List<Migration> repeatable() {
        return loaded().repeatable();
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** All of them, in order. */
    public List<Migration> inOrder() {
        return loaded().inOrder();
    }

    /** The components that are described, in their order. */
    public List<Component> components() {
        return loaded().components();
    }

    private synchronized MigrationSet loaded() {
        MigrationSet known = loaded;
        if (known == null) {
            MigrationSet all = source.load().repeating(repeatable);
            known = placeholders.areNone() ? all : all.with(placeholders);
            loaded = known;
        }
        return known;
    }

    /** What each says on that dialect; they are read once, as that takes longer than all else that a status needs. */
    Checksums checksums(DialectName dialect) {
        Checksums known = checksums.get(dialect);
        if (known == null) {
            MigrationSet all = loaded();
            known = new Checksums(checksums(all.inOrder(), dialect), checksums(all.repeatable(), dialect));
            checksums.put(dialect, known);
        }
        return known;
    }

    private static List<Checksum> checksums(List<Migration> migrations, DialectName dialect) {
        var sums = new ArrayList<Checksum>();
        for (Migration migration : migrations) {
            sums.add(migration.checksum(dialect));
        }
        return sums;
    }

    /**
     * What migrations say.
     *
     * @param inOrder those of {@link #inOrder()}
     * @param repeatable those of {@link #repeatable()}
     */
    record Checksums(List<Checksum> inOrder, List<Checksum> repeatable) {
        Checksums {
            inOrder = List.copyOf(inOrder);
            repeatable = List.copyOf(repeatable);
        }
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return source.isEmpty() && repeatable.isEmpty();
    }

    /** The one of that number. */
    public Optional<Migration> find(MigrationId id) {
        return inOrder().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /**
     * The place of that one in the order, from 0.
     *
     * @throws IllegalArgumentException if it is not among them
     */
    public int position(MigrationId id) {
        List<Migration> inOrder = inOrder();
        for (int i = 0; i < inOrder.size(); i++) {
            if (inOrder.get(i).id().equals(id)) {
                return i;
            }
        }
        throw new IllegalArgumentException("There is no migration " + id + "; the last one is "
                + (inOrder.isEmpty() ? "none" : inOrder.get(inOrder.size() - 1).id()) + ".");
    }

    /** A name for all of them as they are on that dialect: a database that has it has exactly these. */
    public String digest(DialectName dialect) {
        String known = digests.get(dialect);
        if (known != null) {
            return known;
        }
        Optional<String> indexed = repeatable.isEmpty() ? source.digest(dialect) : Optional.empty();
        String digest = indexed.isPresent() ? indexed.get() : digested(dialect);
        digests.put(dialect, digest);
        return digest;
    }

    private String digested(DialectName dialect) {
        MigrationSet all = loaded();
        Checksums sums = checksums(dialect);
        var byId = new TreeMap<MigrationId, String>();
        for (int i = 0; i < sums.inOrder().size(); i++) {
            byId.put(all.inOrder().get(i).id(), sums.inOrder().get(i).meaning());
        }
        var text = new StringBuilder();
        for (Map.Entry<MigrationId, String> one : byId.entrySet()) {
            line(text, one.getKey(), one.getValue());
        }
        var byName = new TreeMap<String, String>();
        for (int i = 0; i < sums.repeatable().size(); i++) {
            byName.put(all.repeatable().get(i).name(), sums.repeatable().get(i).meaning());
        }
        repeated(text, byName);
        return digest(text);
    }

    static void repeated(StringBuilder text, SortedMap<String, String> meanings) {
        for (Map.Entry<String, String> one : meanings.entrySet()) {
            text.append(Repeatable.COMPONENT)
                    .append(' ')
                    .append(one.getKey())
                    .append('=')
                    .append(one.getValue())
                    .append('\n');
        }
    }

    static void line(StringBuilder text, MigrationId id, String meaning) {
        text.append(id.component())
                .append('/')
                .append(id.number())
                .append('=')
                .append(meaning)
                .append('\n');
    }

    static String digest(StringBuilder lines) {
        return DIGEST + Sha256.hex(lines.toString());
    }
}
