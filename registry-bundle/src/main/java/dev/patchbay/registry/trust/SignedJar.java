package dev.patchbay.registry.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;

/**
 * Asks the JDK's verification of signed JARs about a whole JAR: each entry was signed by the same signer, none was
 * altered, added or taken out since. Says nothing about who the signer is.
 */
final class SignedJar {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final JarFile jar;
    private final Set<String> names = new HashSet<>();
    private Set<CodeSigner> signers;
    private boolean hasContent;
    private String uncovered;

    private SignedJar(JarFile jar) {
        this.jar = jar;
    }

    /**
     * Those who signed the whole JAR; none if nobody signed any of it.
     *
     * @throws UntrustedException if it is not wholly signed, or not any more what was signed
     * @throws IOException if it cannot be read
     */
    static List<CodeSigner> signers(Path file) throws IOException, UntrustedException {
        try (JarFile jar = new JarFile(file.toFile(), true)) {
            return new SignedJar(jar).read();
        } catch (SecurityException e) {
            // The JDK's word for a digest that does not fit; it names the entry.
            throw new UntrustedException(
                    "it was altered after it was signed (" + e.getMessage() + "); get the original anew");
        } catch (ZipException e) {
            throw new UntrustedException("it cannot be read as a JAR (" + e.getMessage() + "); get it anew");
        }
    }

    private List<CodeSigner> read() throws IOException, UntrustedException {
        boolean signed = false;
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
            addName(entry.getName());
            signed |= isSignatureFile(entry.getName()) && isSignatureBlock(entry.getName());
        }
        if (!signed) {
            return List.of();
        }
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
            if (!isSignatureFile(entry.getName()) && !entry.isDirectory()) {
                hasContent = true;
                read(entry);
            }
        }
        refuseUncovered();
        refuseIncomplete();
        return List.copyOf(signers);
    }

    /** Two of a name, or two manifests, and the framework might read another one than was verified. */
    private void addName(String name) throws UntrustedException {
        if (!names.add(name)) {
            throw new UntrustedException("it holds two entries of the name '" + name + "'; get the original anew");
        }
        if (name.equalsIgnoreCase(MANIFEST) && !name.equals(MANIFEST)) {
            throw new UntrustedException("it holds a manifest of the name '" + name + "'; it must be " + MANIFEST);
        }
    }

    private void read(JarEntry entry) throws IOException {
        try (InputStream bytes = jar.getInputStream(entry)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        CodeSigner[] found = entry.getCodeSigners();
        if (found == null) {
            uncovered = uncovered == null ? entry.getName() : uncovered;
        } else if (signers == null) {
            signers = new LinkedHashSet<>(Arrays.asList(found));
        } else {
            signers.retainAll(Arrays.asList(found));
        }
    }

    private void refuseUncovered() throws UntrustedException {
        if (!hasContent) {
            throw new UntrustedException(
                    "it holds nothing but a manifest, which no signature can be checked by; put a file into it, and sign it");
        }
        if (signers == null) {
            throw new UntrustedException(
                    "its signature is of an algorithm or a key that this Java accepts no longer, or is"
                            + " damaged; sign it anew with jarsigner and its defaults");
        }
        if (uncovered != null) {
            throw new UntrustedException(
                    "its entry '" + uncovered + "' is covered by no signature, so it was added after"
                            + " the JAR was signed; get the original anew, or sign the whole JAR");
        }
        if (signers.isEmpty()) {
            throw new UntrustedException(
                    "its entries were signed by different signers and by none of them all; sign the whole JAR");
        }
    }

    /** The JDK verifies what is there; it does not miss what was taken out. */
    private void refuseIncomplete() throws IOException, UntrustedException {
        Manifest manifest = jar.getManifest();
        for (String name : manifest.getEntries().keySet()) {
            boolean signed = manifest.getEntries().get(name).keySet().stream()
                    .anyMatch(each -> each.toString().toLowerCase(Locale.ROOT).endsWith("-digest"));
            if (signed && !names.contains(name)) {
                throw new UntrustedException(
                        "its entry '" + name + "' was taken out after the JAR was signed; get the original anew");
            }
        }
    }

    private static boolean isSignatureBlock(String name) {
        return name.toUpperCase(Locale.ROOT).matches(".*\\.(RSA|DSA|EC)");
    }

    /** The files that make the signature are not covered by it (JAR file specification, signature-related files). */
    private static boolean isSignatureFile(String name) {
        return name.toUpperCase(Locale.ROOT).matches("META-INF/(MANIFEST\\.MF|[^/]*\\.(SF|RSA|DSA|EC)|SIG-[^/]*)");
    }
}
