package dev.patchbay.connector.github;

import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** What was recorded of GitHub, from the resources of the tests; their README says where it is from. */
final class Recordings {
    private Recordings() {}

    static Document document(String resource) {
        return Document.of(read(resource));
    }

    static List<Document> documents(String resource) {
        return ((List<?>) read(resource)).stream().map(Document::of).toList();
    }

    private static Object read(String resource) {
        try (InputStream file = Recordings.class.getResourceAsStream(resource)) {
            return Json.read(file.readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
