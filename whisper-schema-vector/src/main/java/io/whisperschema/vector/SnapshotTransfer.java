package io.whisperschema.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.internal.json.Json;
import io.whisperschema.stability.Beta;
import io.whisperschema.vector.internal.rest.Answer;
import io.whisperschema.vector.internal.rest.Download;
import io.whisperschema.vector.internal.rest.RestCalls;
import io.whisperschema.vector.internal.rest.Upload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Brings snapshots to and from a server over its REST interface, which alone can do that. The host owns the HTTP client and its
 * time limits for connecting. Never run against a real server yet: its calls are as Qdrant 1.19.0 reads them. Immutable,
 * thread-safe.
 *
 * <pre>{@code
 * var transfer = SnapshotTransfer.over(httpClient, URI.create("http://localhost:6333"));
 * StoredSnapshot snapshot = store.snapshots().create("memories");
 * transfer.download("memories", snapshot, file);
 * transfer.restore(file, "memories_before");
 * }</pre>
 */
@Beta("never run against a real server")
public final class SnapshotTransfer {
    private final RestCalls calls;

    private SnapshotTransfer(RestCalls calls) {
        this.calls = calls;
    }

    /** To the server of that address, such as {@code http://localhost:6333}. The host closes the client. */
    public static SnapshotTransfer over(HttpClient client, URI server) {
        return new SnapshotTransfer(new RestCalls(requireNonNull(client), requireNonNull(server), Optional.empty()));
    }

    /** With an API key, which is sent to that server alone, and stands in no message. */
    public SnapshotTransfer withApiKey(String key) {
        return new SnapshotTransfer(calls.withApiKey(requireNonNull(key)));
    }

    /**
     * Downloads a snapshot of a collection to a file that is not there yet, and appears when it is whole, compared with the
     * server's checksum, and on the disk. Until then it is {@code ….part}; where that is left by an interrupted download of the
     * same snapshot, this goes on from there if the server can, or else begins anew.
     *
     * @throws StoreUnavailable if the server does not give it, or not as it said, or the file is there or cannot be written
     */
    public void download(String collection, StoredSnapshot snapshot, Path file) {
        new Download(calls, calls.path("collections", collection, "snapshots", snapshot.name()))
                .to(file, snapshot.size(), snapshot.checksum());
    }

    /**
     * Downloads a snapshot of all collections; otherwise as {@link #download}.
     *
     * @throws StoreUnavailable if the server does not give it, or not as it said, or the file is there or cannot be written
     */
    public void downloadFull(StoredSnapshot snapshot, Path file) {
        new Download(calls, calls.path("snapshots", snapshot.name())).to(file, snapshot.size(), snapshot.checksum());
    }

    /**
     * Makes a collection of a snapshot in a file, under a name that is not taken yet. The server compares what arrived with the
     * file's checksum first.
     *
     * @throws StoreUnavailable if the name is taken, or the server does not do it
     */
    public void restore(Path snapshot, String collection) {
        refuseIfThere(collection);
        replace(snapshot, collection);
    }

    private void refuseIfThere(String collection) {
        Answer answer = calls.get(calls.path("collections", collection, "exists"));
        if (!answer.isOk() || !answer.truth("exists").equals(Optional.of(false))) {
            String reason = answer.isOk() ? "there is a collection or an alias of that name" : answer.said();
            throw calls.failed(
                    "restore collection " + collection, reason, "Nothing was applied.", new IOException(reason));
        }
    }

    /**
     * Puts what a snapshot in a file holds into the place of what a collection holds now, or makes it. Where this is interrupted
     * the server may be doing it still.
     *
     * @throws StoreUnavailable if the server does not do it
     */
    public void replace(Path snapshot, String collection) {
        var upload = new Upload(calls, calls.path("collections", collection, "snapshots", "upload"));
        String what = "restore collection " + collection;
        calls.requireDone(what, upload.send(what, snapshot));
    }

    /**
     * Puts what a snapshot holds into the place of what a collection holds now, or makes it. The server gets the snapshot itself:
     * one of its own files, or from an address that it can reach.
     *
     * @param location as the server understands it: {@code file:///qdrant/snapshots/…} or {@code http://…}
     * @param checksum the snapshot's SHA-256, which the server compares first
     * @throws StoreUnavailable if the server does not do it
     */
    public void recover(String collection, URI location, Optional<String> checksum) {
        String body = Json.object()
                .put("location", location.toString())
                .put("priority", "snapshot")
                .putText("checksum", checksum)
                .build()
                .compact();
        calls.requireDone(
                "recover collection " + collection,
                calls.put(calls.path("collections", collection, "snapshots", "recover"), body));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "snapshots over " + calls;
    }
}
