package io.whisperschema.vector.internal.rest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;

/**
 * Sends a snapshot as the one file of a form.
 *
 * @param calls the calls
 * @param path where it goes
 */
public record Upload(RestCalls calls, String path) {
    private static final String LINE = "\r\n";

    /** Sends it with its checksum, and waits until the server has done with it. */
    public Answer send(String what, Path snapshot) {
        try {
            String checksum = FileSum.of(snapshot);
            String boundary = "whisper-schema-" + checksum;
            HttpRequest request = calls.request(path + "?wait=true&priority=snapshot&checksum=" + checksum)
                    .header("content-type", "multipart/form-data; boundary=" + boundary)
                    .POST(form(boundary, snapshot))
                    .build();
            return calls.answer(what, request);
        } catch (IOException failure) {
            throw calls.failed(what, "the file cannot be read: " + failure, "Nothing was applied.", failure);
        }
    }

    private static BodyPublisher form(String boundary, Path snapshot) throws FileNotFoundException {
        return BodyPublishers.concat(
                BodyPublishers.ofString("--" + boundary + LINE
                        + "Content-Disposition: form-data; name=\"snapshot\"; filename=\"" + name(snapshot) + "\""
                        + LINE
                        + "Content-Type: application/octet-stream" + LINE + LINE),
                BodyPublishers.ofFile(snapshot),
                BodyPublishers.ofString(LINE + "--" + boundary + "--" + LINE));
    }

    /** The server keeps the file under that name; nothing in it may end the header. */
    private static String name(Path snapshot) {
        return String.valueOf(snapshot.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
