package dev.patchbay.launcher.command;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.launcher.command.Request.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandServerTest {
    @TempDir
    Path home;

    private final RecordingVerbs verbs = new RecordingVerbs();
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private CommandServer server;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(home.resolve("data"));
        server = CommandServer.start(home, () -> Optional.of(verbs), stopAsked::countDown);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void wordsReachTheVerbVerbatim() throws IOException {
        List<String> words = List.of("words", "where=a>10", "[1.2,2)", "*", "$[x]", "", " ", "ü\n\"'\\");

        int code =
                client(InputStream.nullInputStream()).run(new Request(Kind.RUN, words, Path.of("/some/where"), 77, 66));

        assertEquals(0, code);
        StringBuilder expected = new StringBuilder();
        words.forEach(word -> expected.append('<').append(word).append(">\n"));
        assertEquals(expected + "/some/where true 77 66\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void outputThatIsNoTerminalIsToldSo() throws IOException {
        run("words");

        assertTrue(out.toString(StandardCharsets.UTF_8).contains(" false "), out::toString);
    }

    @Test
    void standardInputReachesTheVerbWhole() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        bytes[0] = 'x';

        int code = client(new ByteArrayInputStream(bytes)).run(request("copy"));

        assertEquals(0, code);
        assertArrayEquals(bytes, out.toByteArray());
        assertEquals("3000000 bytes of x", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aVerbThatReadsNothingLeavesTheInputAlone() throws IOException {
        ByteArrayInputStream input = new ByteArrayInputStream(new byte[10]);

        client(input).run(request("words"));

        assertEquals(10, input.available());
    }

    @Test
    void exitCodeAndSentenceComeBack() throws IOException {
        assertEquals(2, run("nonsense"));
        assertEquals("'nonsense' is no verb\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aVerbThatThrowsFailsInOneSentence() throws IOException {
        assertEquals(1, run("break"));
        assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
    }

    @Test
    void aClientThatGoesAwayInterruptsItsVerb() throws Exception {
        Client client = client(InputStream.nullInputStream());
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> unchecked(client, request("wait")));
        assertTrue(verbs.waiting.await(10, TimeUnit.SECONDS));

        client.cancel();

        assertTrue(verbs.interrupted.await(10, TimeUnit.SECONDS));
        assertEquals(Client.INTERRUPTED, code.get(10, TimeUnit.SECONDS));
    }

    @Test
    void aVerbThatIsCancelledStillSaysHowFarItCame() throws Exception {
        Client client = client(InputStream.nullInputStream());
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> unchecked(client, request("wait")));
        assertTrue(verbs.waiting.await(10, TimeUnit.SECONDS));

        client.cancelAndWait();

        assertEquals(Client.INTERRUPTED, code.get(10, TimeUnit.SECONDS));
        assertEquals("interrupted after 7 records\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whoCancelsTwiceDoesNotWaitForTheVerb() throws Exception {
        Client client = client(InputStream.nullInputStream());
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> unchecked(client, request("linger")));
        assertTrue(verbs.waiting.await(10, TimeUnit.SECONDS));

        client.cancel();
        client.cancel();

        assertEquals(Client.INTERRUPTED, code.get(10, TimeUnit.SECONDS));
        verbs.gate.countDown();
    }

    @Test
    void theEndOfTheServerEndsVerbs() throws Exception {
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> unchecked(client(InputStream.nullInputStream()), request("wait")));
        assertTrue(verbs.waiting.await(10, TimeUnit.SECONDS));

        server.close();

        assertEquals(1, code.get(10, TimeUnit.SECONDS));
    }

    @Test
    void stopIsAnsweredWhenTheRuntimeHasStopped() throws Exception {
        Client client = client(InputStream.nullInputStream());
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(
                () -> unchecked(client, new Request(Kind.STOP, List.of("stop"), home, 0, 0)));
        assertTrue(stopAsked.await(10, TimeUnit.SECONDS));

        server.stopAccepting();
        assertFalse(code.isDone());
        server.close();

        assertEquals(0, code.get(10, TimeUnit.SECONDS));
    }

    @Test
    void questionsAreAnswered() throws IOException {
        Client client = client(InputStream.nullInputStream());

        assertEquals(verbs.names(), client.ask(Request.question(Kind.NAMES, List.of())));
        assertEquals(List.of("x1", "x 2"), client.ask(Request.question(Kind.COMPLETE, List.of("words", "x"))));
    }

    @Test
    void moreSessionsThanOnePersonNeedsAreRefused() throws IOException {
        List<SocketChannel> idle = new ArrayList<>();
        try {
            for (int i = 0; i < CommandServer.SESSIONS; i++) {
                idle.add(new CommandSocket(home).connect().orElseThrow());
            }
            assertEquals(1, run("words"));
            assertTrue(err.toString(StandardCharsets.UTF_8).contains("wait for one to end"), err::toString);
        } finally {
            for (SocketChannel channel : idle) {
                channel.close();
            }
        }
        await().untilAsserted(() -> assertEquals(0, run("words")));
    }

    @Test
    void junkOnTheSocketHarmsNobody() throws IOException {
        try (Connection connection =
                new Connection(new CommandSocket(home).connect().orElseThrow())) {
            connection.send(new Frame((byte) 'G', "ET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII)));
            assertEquals(Frame.ERR, connection.receive().orElseThrow().kind());
        }
        assertEquals(0, run("words"));
    }

    @Test
    void onlyTheOwnerReachesTheSocket() throws IOException {
        Path socket = Path.of(Files.readString(home.resolve("data/socket")).strip());

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())));
    }

    @Test
    void nothingIsLeftAfterTheEnd() throws IOException {
        Path socket = Path.of(Files.readString(home.resolve("data/socket")).strip());

        server.close();

        assertFalse(Files.exists(socket.getParent()));
        assertFalse(Files.exists(home.resolve("data/socket")));
        assertEquals(1, run("words"));
        assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("No runtime is running on"), err::toString);
    }

    @Test
    void aHomeWithALongPathIsReachedAsWell() throws IOException {
        Path far = home.resolve("a-rather-long-name-".repeat(6)).resolve("and-more-".repeat(6));
        Files.createDirectories(far.resolve("data"));
        Path socket;
        try (CommandServer there = CommandServer.start(far, () -> Optional.of(verbs), stopAsked::countDown)) {
            assertNotNull(there);
            socket = Path.of(Files.readString(far.resolve("data/socket")).strip());
            assertFalse(socket.startsWith(far));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())));
            assertEquals(0, new Client(far, InputStream.nullInputStream(), out, err).run(request("words")));
        }
        assertFalse(Files.exists(socket.getParent()));
    }

    @Test
    void takesThePlaceOfARuntimeThatWasKilled() throws IOException {
        Path other = Files.createDirectories(home.resolve("other"));
        Files.createDirectories(other.resolve("data/run"));
        Files.createFile(other.resolve("data/run/socket"));
        Files.writeString(other.resolve("data/socket"), other.resolve("data/run/socket") + "\n");

        try (CommandServer next = CommandServer.start(other, () -> Optional.of(verbs), stopAsked::countDown)) {
            assertNotNull(next);
            assertEquals(0, new Client(other, InputStream.nullInputStream(), out, err).run(request("words")));
        }
    }

    private int run(String verb) throws IOException {
        return client(InputStream.nullInputStream()).run(request(verb));
    }

    private Request request(String verb) {
        return new Request(Kind.RUN, List.of(verb), home, 0, 0);
    }

    private Client client(InputStream input) {
        return new Client(home, input, out, err);
    }

    private static int unchecked(Client client, Request request) {
        try {
            return client.run(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
