package dev.patchbay.launcher.command;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the runtime of a home listens for the command: a Unix domain socket of mode 0600 in a directory of mode 0700.
 *
 * <p>It lies in the home, in data/run, if its path is short enough for a socket, and in a directory of its own among the
 * temporary files if not. {@code data/socket} tells which.
 */
final class CommandSocket {
    /** The kernel's limit is 108 bytes on Linux and 104 on macOS, with a zero at the end. */
    private static final int PATH_LIMIT = 100;

    private static final String PREFIX = "patchbay-";

    private final Path pointer;
    private final Path run;

    CommandSocket(Path home) {
        this.pointer = home.resolve("data").resolve("socket");
        this.run = home.resolve("data").resolve("run");
    }

    /**
     * Connects to the runtime of this home.
     *
     * @return empty if none runs
     */
    Optional<SocketChannel> connect() {
        try {
            Path socket = Path.of(Files.readString(pointer).strip());
            return Optional.of(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Listens, in place of a runtime that did not end in order; the caller holds the lock of the home. */
    ServerSocketChannel bind() throws IOException {
        remove();
        List<String> refusals = new ArrayList<>();
        for (Candidate candidate : candidates()) {
            if (candidate.length() > PATH_LIMIT) {
                refusals.add("'" + candidate.parent() + "' is too long for a socket");
                continue;
            }
            try {
                return bind(candidate.directory());
            } catch (IOException | UnsupportedOperationException e) {
                refusals.add("'" + candidate.parent() + "': " + e);
            }
        }
        throw new IOException(String.join("; ", refusals));
    }

    /** Takes socket, directory and pointer away. */
    void remove() throws IOException {
        try {
            Path socket = Path.of(Files.readString(pointer).strip());
            Path directory = socket.getParent();
            if (directory.getFileName().toString().startsWith(PREFIX)) {
                delete(directory);
            }
        } catch (NoSuchFileException e) {
            // Nothing was left behind.
        }
        Files.deleteIfExists(pointer);
        delete(run);
    }

    private static void delete(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory.resolve("socket"));
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // Somebody else's files: the directory is theirs then, and another one serves.
        }
    }

    private ServerSocketChannel bind(Path directory) throws IOException {
        Path socket = directory.resolve("socket");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        boolean bound = false;
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            OnlyOwner.keep(socket);
            Path next = pointer.resolveSibling("socket.next");
            Files.writeString(next, socket + "\n", StandardCharsets.UTF_8);
            Files.move(next, pointer, StandardCopyOption.ATOMIC_MOVE);
            bound = true;
            return server;
        } finally {
            if (!bound) {
                server.close();
                Files.deleteIfExists(socket);
                Files.deleteIfExists(directory);
            }
        }
    }

    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(run, true));
        candidates.add(new Candidate(Path.of(System.getProperty("java.io.tmpdir")), false));
        candidates.add(new Candidate(Path.of("/tmp"), false));
        return candidates;
    }

    /** A place for the socket: this directory itself, or one of its own inside. */
    private record Candidate(Path parent, boolean itself) {
        /** As the name that the JDK gives to a temporary directory is no longer than this. */
        private static final int LONGEST_NAME = 20;

        int length() {
            int directory = parent.toString().getBytes(StandardCharsets.UTF_8).length;
            return directory + "/socket".length() + (itself ? 0 : 1 + PREFIX.length() + LONGEST_NAME);
        }

        /** The directory, which only its owner can enter. */
        Path directory() throws IOException {
            FileAttribute<?>[] onlyOwner = OnlyOwner.directory(parent);
            return itself
                    ? Files.createDirectory(parent, onlyOwner)
                    : Files.createTempDirectory(parent, PREFIX, onlyOwner);
        }
    }
}
