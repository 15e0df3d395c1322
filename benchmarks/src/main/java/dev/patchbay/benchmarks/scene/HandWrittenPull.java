package dev.patchbay.benchmarks.scene;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What one writes who has one list to read and nothing else in mind: a client, a parser and a loop. */
public final class HandWrittenPull {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");
    private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};

    // Without the attempt at HTTP/2 that would go with each request.
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = new JsonMapper();

    /** Each object of the list and of all that follow it. */
    public void pull(String first, Consumer<Map<String, Object>> each) throws IOException, InterruptedException {
        String next = first;
        while (next != null) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(next))
                    .header("Accept", "application/vnd.github+json")
                    .build();
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException("'" + next + "' answered with " + response.statusCode());
            }
            json.readValue(response.body(), OBJECTS).forEach(each);
            Matcher link = NEXT.matcher(response.headers().firstValue("Link").orElse(""));
            next = link.find() ? link.group(1) : null;
        }
    }
}
