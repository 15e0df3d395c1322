/** Secrets in a PKCS#12 file of the home, {@code $[keystore:NAME]}, which keytool can read and write too. */
package dev.patchbay.registry.secret.keystore;
