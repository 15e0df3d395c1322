package dev.patchbay.launcher.command;

import dev.patchbay.api.Console;
import dev.patchbay.api.Verbs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Verbs for tests of the socket. */
final class RecordingVerbs implements Verbs {
    final CountDownLatch waiting = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);
    /** Until it opens, a verb that lingers goes on. */
    final CountDownLatch gate = new CountDownLatch(1);

    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public List<String> names() {
        return List.of("words", "copy", "wait", "fail");
    }

    @Override
    public int run(List<String> words, Console console) {
        switch (words.get(0)) {
            case "words" -> {
                words.forEach(word -> console.out().println("<" + word + ">"));
                console.out()
                        .println(console.directory() + " " + console.terminal() + " " + console.width() + " "
                                + console.errWidth());
                return 0;
            }
            case "copy" -> {
                return copy(console);
            }
            case "wait" -> {
                int code = await();
                console.err().println("interrupted after 7 records");
                return code;
            }
            case "linger" -> {
                return linger();
            }
            case "break" -> throw new IllegalStateException("broken");
            default -> {
                console.err().println("'" + words.get(0) + "' is no verb");
                return 2;
            }
        }
    }

    @Override
    public List<String> complete(List<String> words) {
        return List.of(words.get(words.size() - 1) + "1", words.get(words.size() - 1) + " 2");
    }

    private static int copy(Console console) {
        try {
            byte[] all = console.in().readAllBytes();
            console.out().write(all, 0, all.length);
            console.out().flush();
            console.err().print(all.length + " bytes of " + new String(all, 0, 1, StandardCharsets.UTF_8));
            console.err().flush();
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int await() {
        waiting.countDown();
        try {
            never.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
        return 1;
    }

    private int linger() {
        waiting.countDown();
        while (true) {
            try {
                gate.await();
                return 0;
            } catch (InterruptedException ignored) {
                interrupted.countDown();
            }
        }
    }
}
