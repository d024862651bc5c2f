package io.whisperschema.vector;

import io.whisperschema.definition.ShapeFingerprint;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.diff.VectorChange;
import io.whisperschema.internal.vector.VectorWords;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The calls that a change makes, as somebody reads them who is asked whether they may be made.
 *
 * @param server the version of the server, where it is known
 */
record QdrantStatements(Optional<QdrantVersion> server) implements VectorChange.Cases<String> {
    private static final int SHORT = 12;

    @Override
    public String createCollection(VectorChange.CreateCollection change) {
        VectorCollection collection = change.collection();
        var lines = new ArrayList<String>();
        lines.add("CreateCollection " + collection.name());
        collection.spaces().forEach(space -> lines.add("  " + line(space)));
        VectorWords.distribution(collection.distribution()).forEach(words -> lines.add("  " + words));
        collection
                .payload()
                .forEach(field -> field.index()
                        .ifPresent(index ->
                                lines.add("CreateFieldIndex " + field.name() + ": " + VectorWords.index(index))));
        lines.add(recorded(collection));
        return String.join("\n", lines);
    }

    @Override
    public String dropCollection(VectorChange.DropCollection change) {
        return "DeleteCollection " + change.collectionName();
    }

    @Override
    public String addSpace(VectorChange.AddSpace change) {
        return "CreateVectorName " + change.collectionName() + "\n  " + line(change.space());
    }

    @Override
    public String changeSpace(VectorChange.ChangeSpace change) {
        return "UpdateCollection " + change.collectionName() + "\n  " + kept("from", change.before()) + "\n  "
                + kept("to", change.after());
    }

    @Override
    public String rebuildSpaces(VectorChange.RebuildSpaces change) {
        var lines = new ArrayList<String>();
        change.before().forEach(space -> lines.add("from " + line(space)));
        change.after().forEach(space -> lines.add("to " + line(space)));
        return String.join("\n", lines);
    }

    @Override
    public String dropSpace(VectorChange.DropSpace change) {
        return "DeleteVectorName " + change.collectionName() + "\n  " + line(change.space());
    }

    @Override
    public String addIndex(VectorChange.AddIndex change) {
        return "CreateFieldIndex " + change.collectionName() + "\n  " + change.field() + ": "
                + VectorWords.index(change.index());
    }

    @Override
    public String changeIndex(VectorChange.ChangeIndex change) {
        return "DeleteFieldIndex, CreateFieldIndex " + change.collectionName() + "\n  from " + change.field() + ": "
                + VectorWords.index(change.before()) + "\n  to " + change.field() + ": "
                + VectorWords.index(change.after());
    }

    @Override
    public String dropIndex(VectorChange.DropIndex change) {
        return "DeleteFieldIndex " + change.collectionName() + "\n  " + change.field() + ": "
                + VectorWords.index(change.index());
    }

    @Override
    public String changeReplication(VectorChange.ChangeReplication change) {
        return "UpdateCollection " + change.collectionName() + "\n  "
                + String.join("\n  ", VectorWords.distribution(change.after()));
    }

    @Override
    public String reshard(VectorChange.Reshard change) {
        return "from " + change.before() + " shards\nto " + change.after() + " shards";
    }

    @Override
    public String recordCollection(VectorChange.RecordCollection change) {
        return recorded(change.after());
    }

    private String recorded(VectorCollection collection) {
        String where = ServerFeature.METADATA.isIn(server)
                ? "UpdateCollection " + collection.name() + ", metadata: "
                : "Upsert " + QdrantRegistry.NAME + ", " + collection.name() + ": ";
        var words = new ArrayList<>(VectorWords.recorded(collection));
        words.add("fingerprint " + ShapeFingerprint.of(collection.shape()).substring(0, SHORT));
        return where + String.join(", ", words);
    }

    private static String line(VectorSpace space) {
        return VectorWords.name(space) + ": " + VectorWords.whole(space);
    }

    private static String kept(String direction, VectorSpace space) {
        return direction + " " + VectorWords.name(space) + ": " + String.join(", ", VectorWords.space(space));
    }

    @Override
    public String reshape(VectorChange.Reshape change) {
        return change.words();
    }

    @Override
    public String rollBack(VectorChange.RollBack change) {
        return "UpdateAliases: " + String.join(", ", change.recipe().from())
                + " lead to what is kept; what was built stays";
    }
}
