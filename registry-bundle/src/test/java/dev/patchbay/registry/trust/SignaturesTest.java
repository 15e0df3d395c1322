package dev.patchbay.registry.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {
    @TempDir
    static Path keys;

    private static Signers signers;

    @TempDir
    Path folder;

    private Path trust;
    private Path jar;

    @BeforeAll
    static void makeKeys() {
        signers = new Signers(keys)
                .add("acme")
                .add("stranger")
                .add("expired", "-startdate", "-20d", "-validity", "10")
                .add("future", "-startdate", "+10d")
                .add("root", "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign")
                .add("employee", "-signer", "root", "-ext", "eku=codeSigning")
                .add("webserver", "-signer", "root", "-ext", "eku=serverAuth")
                .add("deputy", "-signer", "acme");
    }

    @BeforeEach
    void makeAJar() throws IOException {
        trust = Files.createDirectory(folder.resolve("trust"));
        jar = folder.resolve("library.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "library");
        Map<String, byte[]> entries = new LinkedHashMap<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        entries.put("META-INF/MANIFEST.MF", bytes.toByteArray());
        entries.put("library/A.class", new byte[] {1, 2, 3});
        entries.put("library/B.class", new byte[] {4, 5, 6});
        write(jar, entries);
    }

    @Test
    void acceptsAJarThatATrustedKeySigned() throws Exception {
        trust("acme");
        assertEquals(Optional.empty(), refusal(signers.sign(jar, "acme")));
    }

    @Test
    void acceptsAJarWhoseSignerATrustedAuthorityCertifies() throws Exception {
        trust("root");
        assertEquals(Optional.empty(), refusal(signers.sign(jar, "employee")));
    }

    @Test
    void acceptsAJarThatWasSignedByATrustedKeyAndByAnotherOne() throws Exception {
        trust("acme");
        assertEquals(Optional.empty(), refusal(signers.sign(signers.sign(jar, "acme"), "stranger")));
    }

    @Test
    void refusesAJarThatNobodySigned() throws Exception {
        trust("acme");
        assertRefused(jar, "it is not signed", "sign it with jarsigner");
    }

    @Test
    void refusesAJarThatWasAltered() throws Exception {
        trust("acme");
        Path altered = changed(signers.sign(jar, "acme"), entries -> entries.put("library/A.class", new byte[] {9}));
        assertRefused(altered, "it was altered after it was signed", "library/A.class");
    }

    @Test
    void refusesAJarWhoseManifestWasAltered() throws Exception {
        trust("acme");
        Path altered = changed(
                signers.sign(jar, "acme"),
                entries -> entries.computeIfPresent(
                        "META-INF/MANIFEST.MF",
                        (name, bytes) -> new String(bytes, StandardCharsets.UTF_8)
                                .replace("SymbolicName: library", "SymbolicName: pirated")
                                .getBytes(StandardCharsets.UTF_8)));
        assertRefused(altered, "it was altered after it was signed");
    }

    @Test
    void refusesAJarThatAnEntryWasAddedTo() throws Exception {
        trust("acme");
        Path altered = changed(signers.sign(jar, "acme"), entries -> entries.put("library/C.class", new byte[] {9}));
        assertRefused(altered, "'library/C.class' is covered by no signature", "added after the JAR was signed");
    }

    @Test
    void refusesAJarThatAnEntryWasTakenOutOf() throws Exception {
        trust("acme");
        Path altered = changed(signers.sign(jar, "acme"), entries -> entries.remove("library/B.class"));
        assertRefused(altered, "'library/B.class' was taken out after the JAR was signed");
    }

    @Test
    void refusesAJarThatHoldsASecondManifest() throws Exception {
        trust("acme");
        Path altered = changed(
                signers.sign(jar, "acme"),
                entries -> entries.put("meta-inf/manifest.mf", entries.get("META-INF/MANIFEST.MF")));
        assertRefused(altered, "a manifest of the name 'meta-inf/manifest.mf'");
    }

    @Test
    void refusesAJarWhoseEntriesNoOneSignedAll() throws Exception {
        trust("acme");
        trust("stranger");
        Path half = changed(signers.sign(jar, "acme"), entries -> entries.put("library/C.class", new byte[] {9}));
        Path patched = signers.sign(half, "stranger");
        assertEquals(Optional.empty(), refusal(patched), "one of them signed all of it");
        Files.delete(trust.resolve("stranger.pem"));
        assertRefused(patched, "'CN=stranger'");
    }

    @Test
    void refusesAJarWhoseSignerNobodyKnows() throws Exception {
        trust("acme");
        assertRefused(
                signers.sign(jar, "stranger"), "it was signed by 'CN=stranger'", "only 'CN=acme'", "if you trust it");
    }

    @Test
    void refusesAJarWhoseCertificateHasExpired() throws Exception {
        trust("expired");
        assertRefused(signers.sign(jar, "expired"), "'CN=expired' of its signature expired on 20", "sign the JAR anew");
    }

    @Test
    void refusesAJarWhoseCertificateIsNotValidYet() throws Exception {
        trust("future");
        assertRefused(signers.sign(jar, "future"), "'CN=future' of its signature is valid only from 20", "clock");
    }

    @Test
    void refusesAJarOfAnAlgorithmThatJavaHasGivenUp() throws Exception {
        trust("acme");
        assertRefused(
                signers.sign(jar, "acme", "MD5", "MD5withRSA"),
                "an algorithm or a key that this Java accepts no longer");
    }

    @Test
    void refusesAJarThatWasSignedByAKeyForSomethingElse() throws Exception {
        trust("root");
        assertRefused(signers.sign(jar, "webserver"), "'CN=webserver', which is not for signing code");
    }

    @Test
    void letsASignerCertifyNobody() throws Exception {
        trust("acme");
        assertRefused(
                signers.sign(jar, "deputy"),
                "its signer is 'CN=deputy', for whom 'CN=acme' in trust/ does not vouch",
                "no certificate authority");
    }

    @Test
    void refusesEverythingAsLongAsNobodyIsTrusted() throws Exception {
        assertRefused(
                signers.sign(jar, "acme"), "nobody is trusted yet", trust.toString(), "put that of the signer there");
    }

    @Test
    void refusesAJarThatCannotBeRead() throws Exception {
        trust("acme");
        Files.write(jar, new byte[] {'P', 'K', 3, 4, 0});
        assertRefused(jar, "it cannot be read as a JAR");
        Files.delete(jar);
        assertRefused(jar, "it cannot be verified");
    }

    @Test
    void readsSeveralCertificatesOfOneFileAndBinaryOnes() throws Exception {
        Files.writeString(trust.resolve("both.crt"), signers.pem("stranger") + signers.pem("acme"));
        Files.write(trust.resolve("root.cer"), signers.certificate("root").getEncoded());
        assertEquals(Optional.empty(), refusal(signers.sign(jar, "acme")));
        assertEquals(Optional.empty(), refusal(signers.sign(jar, "stranger")));
        assertEquals(Optional.empty(), refusal(signers.sign(jar, "employee")));
    }

    @Test
    void readsTheOthersIfACertificateIsDamaged() throws Exception {
        Files.writeString(trust.resolve("a.pem"), "nonsense");
        trust("acme");
        assertEquals(Optional.empty(), refusal(signers.sign(jar, "acme")));
        assertTrue(TrustedCertificates.read(trust).problems().toString().contains("'a.pem' in " + trust));
    }

    @Test
    void noticesThatACertificateComesAndGoes() throws Exception {
        trust("stranger");
        Signatures signatures = new Signatures(trust, Clock.systemUTC());
        Path signed = signers.sign(jar, "acme");
        assertTrue(signatures.refusal(signed).isPresent());
        trust("acme");
        assertEquals(Optional.empty(), signatures.refusal(signed));
        Files.delete(trust.resolve("acme.pem"));
        assertTrue(signatures.refusal(signed).isPresent());
    }

    @Test
    void tellsWhoSignedAJarAndWhichCertificateVouchesForIt() throws Exception {
        trust("acme");
        trust("root");
        X509Certificate certificate = (X509Certificate) signers.certificate("employee");

        Signature signature = describe(signers.sign(jar, "employee"));

        assertEquals(
                List.of(new Signer(
                        "CN=employee",
                        "CN=root",
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant())),
                signature.signers());
        assertEquals(Optional.of("'CN=root' (root.pem)"), signature.voucher());
        assertEquals(Optional.empty(), signature.fault());
        assertFalse(signature.signers().get(0).isSelfSigned());
    }

    @Test
    void tellsAllWhoSignedAJarOfWhomOneIsTrusted() throws Exception {
        trust("acme");

        Signature signature = describe(signers.sign(signers.sign(jar, "acme"), "stranger"));

        assertEquals(
                Set.of("CN=acme", "CN=stranger"),
                signature.signers().stream().map(Signer::subject).collect(Collectors.toSet()));
        assertEquals(Optional.of("'CN=acme' (acme.pem)"), signature.voucher());
        assertTrue(signature.signers().get(0).isSelfSigned());
    }

    @Test
    void tellsWhoSignedAJarThatNobodyVouchesFor() throws Exception {
        trust("acme");

        Signature signature = describe(signers.sign(jar, "stranger"));

        assertEquals("CN=stranger", signature.signers().get(0).subject());
        assertTrue(signature.isThere());
        assertFalse(signature.isTrusted());
        assertTrue(signature.fault().orElse("").contains("neither that certificate nor one that certifies it"));
    }

    @Test
    void tellsThatAJarIsNotSignedOrWasAltered() throws Exception {
        trust("acme");

        assertEquals(new Signature(List.of(), Optional.empty(), Optional.empty(), false), describe(jar));
        assertFalse(describe(jar).isThere());

        Path altered = changed(signers.sign(jar, "acme"), entries -> entries.put("library/A.class", new byte[] {9}));
        Signature broken = describe(altered);
        assertEquals(List.of(), broken.signers(), "what they signed was something else");
        assertTrue(broken.fault().orElse("").startsWith("it was altered after it was signed"));
        assertFalse(broken.isTrusted());
    }

    private void trust(String name) throws IOException, GeneralSecurityException {
        Files.writeString(trust.resolve(name + ".pem"), signers.pem(name));
    }

    private Signature describe(Path file) {
        return new Signatures(trust, Clock.systemUTC()).describe(file, false);
    }

    private Optional<String> refusal(Path file) {
        return new Signatures(trust, Clock.systemUTC()).refusal(file);
    }

    private void assertRefused(Path file, String... words) {
        String sentence = refusal(file).orElse("it was not refused");
        for (String word : words) {
            assertTrue(sentence.contains(word), sentence);
        }
    }

    private Path changed(Path original, Consumer<Map<String, byte[]>> change) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(original.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        change.accept(entries);
        Path changed = original.resolveSibling("changed-" + original.getFileName());
        write(changed, entries);
        return changed;
    }

    private static void write(Path file, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
    }
}
