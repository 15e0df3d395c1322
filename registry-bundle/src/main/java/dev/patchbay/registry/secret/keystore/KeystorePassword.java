package dev.patchbay.registry.secret.keystore;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.registry.data.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The password of the keystore: from the environment, or from a file that the environment names, in secrets/, or beside
 * the keystore, where a random one is put if there is none at all. Read anew each time it is needed.
 */
final class KeystorePassword {
    static final String VARIABLE = "PATCHBAY_KEYSTORE_PASSWORD";
    static final String FILE_VARIABLE = "PATCHBAY_KEYSTORE_PASSWORD_FILE";

    private static final int BYTES = 24;

    private final Map<String, String> environment;
    private final Path inSecrets;
    private final Path beside;

    /** @param home whose secrets/ may have it in {@code keystore-password} */
    KeystorePassword(Map<String, String> environment, Path home, Path keystore) {
        this.environment = environment;
        this.inSecrets = home.resolve("secrets").resolve("keystore-password");
        this.beside = keystore.resolveSibling(keystore.getFileName() + ".password");
    }

    /** Where a random one is put. */
    Path beside() {
        return beside;
    }

    /** @throws ConnectorException if it is where it should be, and cannot be used */
    Optional<String> find() {
        Optional<String> direct = variable(VARIABLE);
        if (direct.isPresent()) {
            return direct.map(each -> usable(each, "the environment variable " + VARIABLE));
        }
        Optional<String> named = variable(FILE_VARIABLE);
        if (named.isPresent()) {
            return Optional.of(read(Path.of(named.get())));
        }
        return List.of(inSecrets, beside).stream()
                .filter(Files::exists)
                .findFirst()
                .map(KeystorePassword::read);
    }

    /** That of a keystore which exists. */
    String require(Path keystore) {
        return find().orElseThrow(() -> failure("nobody tells the password of '" + keystore + "'; set " + VARIABLE
                + " or " + FILE_VARIABLE + ", or put it into '" + inSecrets + "'"));
    }

    /** Puts a random one beside the keystore; on disk before any keystore needs it. */
    String make() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        DurableFile.forOwner(beside).write((made + "\n").getBytes(StandardCharsets.US_ASCII));
        return made;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(each -> !each.isEmpty());
    }

    private static String read(Path file) {
        try {
            return usable(Files.readString(file).replaceFirst("\\R\\z", ""), "'" + file + "'");
        } catch (IOException e) {
            throw failure("the keystore's password cannot be read from '" + file + "' (" + reason(e)
                    + "); let this user read that file, as UTF-8 text");
        }
    }

    /** Of other characters one Java makes another key than the next. */
    private static String usable(String password, String place) {
        if (password.length() < 6 || !password.chars().allMatch(each -> each >= ' ' && each <= '~')) {
            throw failure("the keystore's password in " + place
                    + " has less than 6 characters, or others than those of ASCII; choose another");
        }
        return password;
    }

    private static String reason(IOException failure) {
        return failure.getClass().getSimpleName().replace("Exception", "");
    }

    private static ConnectorException failure(String sentence) {
        return new ConnectorException(ErrorCode.INVALID_CONFIG, sentence);
    }
}
