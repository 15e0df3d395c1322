package dev.patchbay.launcher.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/** Reads standard input for a verb, as much as the verb asks for and no more. */
final class InputFeed {
    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final Connection connection;
    private final Semaphore wanted = new Semaphore(0);
    private Thread reader;

    InputFeed(InputStream in, Connection connection) {
        this.in = in;
        this.connection = connection;
    }

    /** Sends the next bytes when they are there; called on one thread. */
    void want() {
        if (reader == null) {
            // A thread of its own: a terminal may never give a byte, and the verb may end all the same.
            reader = new Thread(this::read, "patchbay-input");
            reader.setDaemon(true);
            reader.start();
        }
        wanted.release();
    }

    private void read() {
        byte[] bytes = new byte[CHUNK];
        int count = 0;
        try {
            while (count >= 0) {
                wanted.acquire();
                count = in.read(bytes);
                connection.send(new Frame(Frame.INPUT, count <= 0 ? new byte[0] : Arrays.copyOf(bytes, count)));
            }
        } catch (IOException e) {
            // The verb has ended; what was read belongs to nobody.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
