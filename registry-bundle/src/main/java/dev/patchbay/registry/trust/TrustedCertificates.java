package dev.patchbay.registry.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The certificates in a folder: of signers, or of authorities that certify signers.
 *
 * @param folder where they lie
 * @param files each certificate once, in the order of the names of their files, with that name
 * @param problems of files that were left out, a sentence each
 */
record TrustedCertificates(Path folder, Map<X509Certificate, String> files, List<String> problems) {

    TrustedCertificates {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        problems = List.copyOf(problems);
    }

    /** Reads every {@code .pem}, {@code .crt} and {@code .cer}, PEM or DER; a folder that is not there is an empty one. */
    static TrustedCertificates read(Path folder) {
        Map<X509Certificate, String> all = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files(folder, problems)) {
            try {
                String name = file.getFileName().toString();
                certificates(file).forEach(each -> all.putIfAbsent(each, name));
            } catch (CertificateException | IOException e) {
                problems.add(
                        "'" + file.getFileName() + "' in " + folder + " holds no X.509 certificate that can be read ("
                                + e.getMessage() + "); replace it by one in PEM or DER");
            }
        }
        return new TrustedCertificates(folder, all, problems);
    }

    /** Changes whenever the folder does: name, size and time of each of its files. */
    static String stamp(Path folder) {
        return files(folder, new ArrayList<>()).stream()
                .map(TrustedCertificates::facts)
                .collect(Collectors.joining("\n"));
    }

    Set<X509Certificate> all() {
        return files.keySet();
    }

    /** Whom they belong to, for a sentence. */
    String names() {
        return all().stream().map(each -> "'" + name(each) + "'").collect(Collectors.joining(", "));
    }

    /** Whom one of them belongs to, and where it lies, for a sentence. */
    String place(X509Certificate certificate) {
        return "'" + name(certificate) + "' (" + files.get(certificate) + ")";
    }

    static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static List<Path> files(Path folder, List<String> problems) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(TrustedCertificates::isCertificate).sorted().toList();
        } catch (IOException e) {
            problems.add(folder + " cannot be listed (" + e.getMessage() + "); make it readable for this user");
            return List.of();
        }
    }

    private static boolean isCertificate(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && (name.endsWith(".pem") || name.endsWith(".crt") || name.endsWith(".cer"))
                && Files.isRegularFile(file);
    }

    private static List<X509Certificate> certificates(Path file) throws IOException, CertificateException {
        List<X509Certificate> found = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(file)) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(bytes)) {
                found.add((X509Certificate) each);
            }
        }
        if (found.isEmpty()) {
            throw new CertificateException("nothing between BEGIN CERTIFICATE and END CERTIFICATE");
        }
        return found;
    }

    private static String facts(Path file) {
        try {
            return file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return file.getFileName() + " unreadable";
        }
    }
}
