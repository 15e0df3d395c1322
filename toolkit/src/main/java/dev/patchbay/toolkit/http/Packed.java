package dev.patchbay.toolkit.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.zip.GZIPInputStream;

/** Answers packed by gzip. */
final class Packed {

    private Packed() {}

    static boolean isPacked(HttpHeaders headers) {
        return headers.firstValue("Content-Encoding")
                .map(String::strip)
                .filter(each -> each.equalsIgnoreCase("gzip") || each.equalsIgnoreCase("x-gzip"))
                .isPresent();
    }

    /** Unpacks up to a limit: a few bytes may hold any number. */
    static byte[] unpacked(byte[] bytes, int limit) throws IOException {
        if (bytes.length == 0) {
            return bytes;
        }
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(bytes), 8_192)) {
            byte[] all = plain.readNBytes(limit);
            if (plain.read() >= 0) {
                throw new TooLong();
            }
            return all;
        }
    }
}
