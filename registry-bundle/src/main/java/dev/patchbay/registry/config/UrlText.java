package dev.patchbay.registry.config;

import dev.patchbay.registry.secret.SecretReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as text. */
public final class UrlText {
    private static final Pattern ABSOLUTE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.+)", Pattern.DOTALL);

    private static final Pattern PASSWORD = Pattern.compile("://[^/?#@:\\s]*:[^/?#@\\s]+@");

    /** As parameters, in the manners of the web and of JDBC drivers, and in that of Oracle's. */
    private static final Pattern PARAMETER = Pattern.compile(
            "[?&;(,][\\w.-]*(?:password|passwd|pwd)=[^&;,)\\s]|^jdbc:oracle:\\w+:[^/@\\s]+/[^@\\s]+@",
            Pattern.CASE_INSENSITIVE);

    /** Of these it is known that there is a host. */
    private static final Set<String> WITH_HOST = Set.of("http", "https", "ws", "wss", "ftp", "ftps", "sftp");

    private UrlText() {}

    /**
     * Whether a password stands in it: {@code https://user:password@host}, {@code ?password=...}. A reference in its place
     * is in order, since that is shown as it stands.
     */
    public static boolean holdsPassword(String text) {
        if (text.indexOf('@') < 0 && text.indexOf('=') < 0) {
            return false;
        }
        String clear = SecretReference.replaceAll(text, each -> "");
        return PASSWORD.matcher(clear).find() || PARAMETER.matcher(clear).find();
    }

    /**
     * What is wrong with an address, as a clause that does not quote it.
     *
     * @param schemes those that are allowed; empty if all are
     */
    static Optional<String> fault(String text, List<String> schemes) {
        String example = "write one such as " + (schemes.isEmpty() ? "https" : schemes.get(schemes.size() - 1))
                + "://api.example.com";
        Matcher absolute = ABSOLUTE.matcher(text.trim());
        if (!absolute.matches()) {
            return Optional.of("is no complete address; " + example);
        }
        String scheme = absolute.group(1).toLowerCase(Locale.ROOT);
        if (!schemes.isEmpty() && !schemes.contains(scheme)) {
            return Optional.of("begins with " + scheme + ":, which is not understood here; " + example);
        }
        return WITH_HOST.contains(scheme) ? hostFault(text.trim(), example) : Optional.empty();
    }

    private static Optional<String> hostFault(String text, String example) {
        try {
            URI address = new URI(text);
            return address.getHost() == null
                    ? Optional.of("names no host that can be asked; " + example)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of(
                    "is no address from character " + (e.getIndex() + 1) + " on (" + e.getReason() + "); " + example);
        }
    }
}
