package dev.patchbay.connector.email;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;

/** A header as it goes over the line: encoded where it is not ASCII, and folded where it is long. */
final class EncodedHeader {
    private EncodedHeader() {}

    static String of(String name, String value) {
        try {
            return MimeUtility.fold(name.length() + 2, MimeUtility.encodeText(value, "UTF-8", null));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("a JVM without UTF-8", e);
        }
    }
}
