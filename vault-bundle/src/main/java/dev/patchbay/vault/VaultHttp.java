package dev.patchbay.vault;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.toolkit.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Requests to one Vault, and sentences about what goes wrong with them. Thread-safe. */
final class VaultHttp {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** Less than the runtime waits for a provider, so that it is this who says what is the matter. */
    private static final Duration ANSWER = Duration.ofSeconds(4);

    private final String address;
    private final Optional<String> namespace;
    private final ExecutorService threads;
    private final HttpClient client;

    VaultHttp(VaultSettings settings) {
        this.address = settings.address();
        requireAddress(address);
        this.namespace = settings.text("NAMESPACE");
        namespace.filter(each -> !Token.isSendable(each)).ifPresent(each -> {
            throw Refusal.wrong("VAULT_NAMESPACE is '" + each
                    + "'; write the path of a namespace, such as team-a, in ASCII" + " and without blanks");
        });
        this.threads = new ThreadPoolExecutor(0, 8, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), VaultHttp::daemon);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // A standby node sends the client to the active one.
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT)
                .executor(threads);
        settings.file("CACERT").ifPresent(each -> builder.sslContext(Authorities.of(each)));
        this.client = builder.build();
    }

    String address() {
        return address;
    }

    Reply get(String path, String token) {
        return send(request(path).header("X-Vault-Token", token).GET());
    }

    Reply post(String path, String token, Map<String, Object> body) {
        return send(withBody(request(path).header("X-Vault-Token", token), body));
    }

    /** Of a login, which nobody has a token for yet. */
    Reply post(String path, Map<String, Object> body) {
        return send(withBody(request(path), body));
    }

    /** Waits for requests under way, which have their limit. */
    void close() {
        try {
            if (client instanceof AutoCloseable newer) {
                // From Java 21 on; before, it ends when nobody has it any more.
                newer.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("an HTTP client does not end", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private HttpRequest.Builder request(String path) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/v1/" + path))
                    .timeout(ANSWER)
                    .header("Accept", "application/json")
                    .header("X-Vault-Request", "true");
            namespace.ifPresent(each -> request.header("X-Vault-Namespace", each));
            return request;
        } catch (IllegalArgumentException e) {
            // All other paths are ours, or encoded.
            throw Refusal.wrong("'" + path + "' is no path in Vault; see to VAULT_AUTH_MOUNT");
        }
    }

    private static void requireAddress(String address) {
        try {
            HttpRequest.newBuilder(URI.create(address));
        } catch (IllegalArgumentException e) {
            throw Refusal.wrong("'" + address + "' is no address of a Vault; write VAULT_ADDR like https://vault:8200");
        }
    }

    private static HttpRequest.Builder withBody(HttpRequest.Builder request, Map<String, Object> body) {
        return request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)));
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), object(response.body()));
        } catch (IOException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("the question to Vault at '" + address + "' was given up; ask again");
        }
    }

    private Map<?, ?> object(byte[] body) {
        try {
            Object value = body.length == 0 ? Map.of() : Json.read(new String(body, StandardCharsets.UTF_8));
            return value instanceof Map<?, ?> object ? object : Map.of();
        } catch (IllegalArgumentException e) {
            // A page of somebody in between; the status tells what to make of it.
            return Map.of();
        }
    }

    private ConnectorException failure(IOException failure) {
        String vault = "Vault at '" + address + "' ";
        if (failure instanceof HttpTimeoutException) {
            return Refusal.unavailable(vault + "gave no answer within " + ANSWER.toSeconds()
                    + " s; see whether it is up and the way to it open");
        }
        if (failure instanceof SSLException) {
            return Refusal.unavailable(
                    vault + "cannot be trusted: its certificate is not one of an authority that is known here, or of"
                            + " another name; name the authority's PEM file in VAULT_CACERT");
        }
        if (failure instanceof ConnectException) {
            return Refusal.unavailable(vault + "cannot be reached; see whether it is up and VAULT_ADDR right");
        }
        return Refusal.unavailable(vault + "broke the connection off; see whether it is up and speaks "
                + URI.create(address).getScheme() + " there");
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "patchbay-vault");
        thread.setDaemon(true);
        return thread;
    }
}
