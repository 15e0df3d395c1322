package dev.patchbay.metrics;

import static dev.patchbay.model.InstanceState.READY;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways out, with real sockets and files. */
class MetricsExportTest {
    private static final Duration SOON = Duration.ofMillis(20);

    @TempDir
    Path folder;

    private final MetricsText text = new Standing().with("erp", READY).text(new CallMetrics());
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<MetricsExport> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(MetricsExport::close);
    }

    @Test
    void answersAtItsPath() throws Exception {
        HttpResponse<byte[]> response = get(awaitPort(export(Map.of("port", "0"))), "/metrics");

        assertEquals(200, response.statusCode());
        assertEquals("text/plain; version=0.0.4; charset=utf-8", header(response, "Content-Type"));
        assertTrue(text(response.body()).contains("patchbay_instances{state=\"READY\""), text(response.body()));
    }

    @Test
    void speaksOpenMetricsAndZipsForThoseWhoAskForIt() throws Exception {
        int port = awaitPort(export(Map.of("port", "0")));

        HttpResponse<byte[]> response = get(
                port,
                "/metrics",
                "Accept",
                "application/openmetrics-text;version=1.0.0,text/plain;q=0.5",
                "Accept-Encoding",
                "gzip");

        assertEquals("gzip", header(response, "Content-Encoding"));
        assertTrue(header(response, "Content-Type").startsWith("application/openmetrics-text"));
        byte[] body = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
        assertTrue(text(body).endsWith("# EOF\n"), text(body));
    }

    @Test
    void hasNothingElseAndCanOnlyBeRead() throws Exception {
        int port = awaitPort(export(Map.of("port", "0")));

        assertEquals(404, get(port, "/").statusCode());
        assertEquals(404, get(port, "/metrics/x").statusCode());
        assertEquals(404, get(port, "/metricsx").statusCode());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"));
        HttpResponse<byte[]> posted = client.send(
                request.POST(HttpRequest.BodyPublishers.ofString("x")).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(405, posted.statusCode());
        assertEquals("GET, HEAD", header(posted, "Allow"));
    }

    @Test
    void tellsThatTheMetricsCannotBeHadAndGoesOn() throws Exception {
        MetricsText failing = new MetricsText(
                new CallMetrics(),
                () -> {
                    throw new IllegalStateException("the registry has gone");
                },
                id -> null);
        int port = awaitPort(exportOf(failing, Map.of("port", "0")));

        assertEquals(500, get(port, "/metrics").statusCode());
        assertEquals(404, get(port, "/").statusCode());
    }

    @Test
    void isHeldUpByNobodyWhoDoesNotFinishAsking() throws Exception {
        MetricsText metrics = new Standing().text(new CallMetrics());
        List<Socket> silent = new ArrayList<>();
        InetAddress here = InetAddress.getByName("127.0.0.1");
        try (HttpEndpoint endpoint =
                new HttpEndpoint(new InetSocketAddress(here, 0), metrics, Duration.ofMillis(500))) {
            for (int client = 0; client < 8; client++) {
                Socket socket = new Socket(here, endpoint.port());
                socket.getOutputStream().write("GET /metr".getBytes(StandardCharsets.US_ASCII));
                socket.setSoTimeout(30_000);
                silent.add(socket);
            }

            for (Socket each : silent) {
                assertEquals(-1, each.getInputStream().read(), "hung up on");
            }
            assertEquals(200, get(endpoint.port(), "/metrics").statusCode());
        } finally {
            for (Socket each : silent) {
                each.close();
            }
        }
    }

    @Test
    void waitsForAPortThatSomebodyElseHas() throws Exception {
        MetricsExport export;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            Path file = folder.resolve("patchbay.prom");
            export = export(Map.of("port", Integer.toString(port), "file", file.toString()));
            await().until(() -> Files.exists(file));
            assertEquals(Optional.empty(), export.port());
        }
        assertEquals(200, get(awaitPort(export), "/metrics").statusCode());
    }

    @Test
    void isGoneWhenItIsClosed() throws Exception {
        Path file = folder.resolve("patchbay.prom");
        MetricsExport export = export(Map.of("port", "0", "file", file.toString()));
        int port = awaitPort(export);
        get(port, "/metrics");
        await().until(() -> Files.exists(file));

        export.close();

        await().untilAsserted(() -> assertEquals(List.of(), threads()));
        assertFalse(Files.exists(file));
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertTrue(free.isBound());
        }
    }

    @Test
    void writesAFileAgainAndAgainAndNeverAHalfOne() throws Exception {
        Path file = folder.resolve("patchbay.prom");
        TextFile written = new TextFile(file, text);
        written.write();
        Object first = Files.readAttributes(file, "unix:ino").get("ino");
        written.write();

        assertTrue(Files.readString(file).contains("patchbay_instances{"));
        assertFalse(
                first.equals(Files.readAttributes(file, "unix:ino").get("ino")), "another file has taken its place");
        assertEquals(List.of(file), files());
        written.delete();
        assertEquals(List.of(), files());
    }

    @Test
    void writesTheFileWhenItsFolderComes() throws Exception {
        Path file = folder.resolve("later").resolve("patchbay.prom");
        TextFile written = new TextFile(file, text);
        written.write();
        assertFalse(Files.exists(file));

        Files.createDirectory(file.getParent());
        written.write();

        assertTrue(Files.exists(file));
    }

    private MetricsExport export(Map<String, String> settings) {
        return exportOf(text, settings);
    }

    private MetricsExport exportOf(MetricsText metrics, Map<String, String> settings) {
        MetricsExport export = new MetricsExport(settings, Optional.of(folder), metrics, SOON);
        open.add(export);
        return export;
    }

    private static int awaitPort(MetricsExport export) {
        return await().until(export::port, Optional::isPresent).orElseThrow();
    }

    private HttpResponse<byte[]> get(int port, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Of ours and of the server's. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(each -> each.startsWith("patchbay-metrics") || each.startsWith("HTTP-Dispatcher"))
                .toList();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
