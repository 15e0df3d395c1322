package dev.patchbay.connector.email;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a mail, whatever is wrong with it. */
class MessageReaderTest {
    private static final String HEAD =
            "From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>\nTo: a@example.com, B <b@example.com>\n";

    @Test
    void readsTheHeadersWithTheirWordsDecoded() {
        Map<String, Object> fields = read(HEAD
                + "Subject: =?iso-8859-1?q?Gr=FC=DFe?= and\n =?utf-8?b?4oKs?=\nDate: Wed, 7 Feb 2018 14:45:00 +0100\n"
                + "References: <1@x> <2@x>\nX-Twice: one\nX-Twice: two\n\nHello\n");

        assertEquals(Map.of("address", "j@example.org", "name", "Jürgen"), fields.get("from"));
        assertEquals("a@example.com", ((Map<?, ?>) ((List<?>) fields.get("to")).get(0)).get("address"));
        assertEquals("B", ((Map<?, ?>) ((List<?>) fields.get("to")).get(1)).get("name"));
        assertEquals("Grüße and €", fields.get("subject"));
        assertEquals(Instant.parse("2018-02-07T13:45:00Z"), fields.get("date"));
        assertEquals(List.of("<1@x>", "<2@x>"), fields.get("references"));
        assertEquals(List.of("one", "two"), ((Map<?, ?>) fields.get("headers")).get("X-Twice"));
        assertEquals("Hello\n", fields.get("text"));
    }

    @Test
    void takesNestedPartsApart() {
        Map<String, Object> fields = read(HEAD + """
                Content-Type: multipart/mixed; boundary=out

                --out
                Content-Type: multipart/related; boundary=rel

                --rel
                Content-Type: multipart/alternative; boundary=alt

                --alt
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: base64

                4oKsIDE=
                --alt
                Content-Type: text/html; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                <p>Gr=FC=DFe</p>
                --alt--
                --rel
                Content-Type: image/png
                Content-ID: <logo>
                Content-Disposition: inline
                Content-Transfer-Encoding: base64

                AAEC
                --rel--
                --out
                Content-Type: application/pdf
                Content-Disposition: attachment; filename*=utf-8''%E2%82%AC.pdf
                Content-Transfer-Encoding: base64

                AwQF
                --out
                Content-Type: text/plain; name="=?utf-8?q?=C3=A4.txt?="

                kept
                --out--
                """);

        assertEquals("€ 1", fields.get("text"));
        assertEquals("<p>Grüße</p>", fields.get("html"));
        List<Map<String, Object>> attachments = attachments(fields);
        assertEquals(
                List.of("image/png", "application/pdf", "text/plain"),
                attachments.stream().map(each -> each.get("type")).toList());
        assertEquals("<logo>", attachments.get(0).get("contentId"));
        assertEquals(true, attachments.get(0).get("inline"));
        assertEquals("€.pdf", attachments.get(1).get("name"));
        assertArrayEquals(new byte[] {3, 4, 5}, (byte[]) attachments.get(1).get("content"));
        assertEquals("ä.txt", attachments.get(2).get("name"));
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8, text/plain; charset=utf-8",
        "utf-8, text/plain; charset=unknown-8bit",
        "utf-8, text/plain; charset=us-ascii",
        "utf-8, text/plain",
        "utf-8, text",
        "utf-8, text/plain; charset=\"\"",
        "windows-1252, text/plain; charset=x-unknown",
        "windows-1252, text/plain",
        "koi8-r, text/plain; charset=KOI8-R"
    })
    void readsTextWhateverItSaysOfItsEncoding(String charset, String type) {
        String text = charset.equals("koi8-r") ? "Привет" : "Grüße";
        byte[] mail = concat(
                (HEAD + "Content-Type: " + type + "\nContent-Transfer-Encoding: 8bit\n\n")
                        .getBytes(StandardCharsets.US_ASCII),
                text.getBytes(Charset.forName(charset)));

        assertEquals(text, read(mail, 1_000, false).get("text"));
    }

    @Test
    void readsHeadersThatWereNeverEncoded() {
        byte[] mail = concat(
                "Subject: ".getBytes(StandardCharsets.US_ASCII), "Grüße\n\nHello".getBytes(StandardCharsets.UTF_8));

        assertEquals("Grüße", read(mail, 1_000, false).get("subject"));
    }

    @Test
    void leavesAsItStandsWhatItCannotDecode() {
        assertEquals(
                "as it is\n",
                read(HEAD + "Content-Transfer-Encoding: x-nonsense\n\nas it is\n")
                        .get("text"));
        Map<String, Object> fields = read(HEAD + "Content-Transfer-Encoding: base64\n\nSGVsbG8g!!!\n");
        assertTrue(
                fields.get("text").toString().startsWith("Hello"),
                fields.get("text").toString());
    }

    @Test
    void leavesTheContentOfALargeAttachmentOut() {
        String mail = HEAD + "Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getEncoder().encodeToString(new byte[100]) + "\n";

        Map<String, Object> attachment = attachments(read(mail.getBytes(StandardCharsets.UTF_8), 99, false))
                .get(0);

        assertNull(attachment.get("content"));
        assertEquals(100, attachment.get("size"));
        assertEquals("a.zip", attachment.get("name"));
        assertEquals(
                100,
                ((byte[]) attachments(read(mail.getBytes(StandardCharsets.UTF_8), 100, false))
                                .get(0)
                                .get("content"))
                        .length);
    }

    @Test
    void tellsNoHalfAttachmentForAWholeOne() {
        byte[] whole = (HEAD
                        + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: application/zip;"
                        + " name=a.zip\nContent-Transfer-Encoding: base64\n\n" + "AAAA".repeat(50))
                .getBytes(StandardCharsets.UTF_8);

        Map<String, Object> fields = read(whole, 1_000, true);

        assertEquals("Hello", fields.get("text"));
        assertNull(attachments(fields).get(0).get("content"));
        assertNull(attachments(fields).get(0).get("size"));
    }

    @Test
    void takesAMailInAMailAsAnAttachment() throws IOException {
        Map<String, Object> fields = recorded("mail-in-a-mail");

        assertEquals("message/rfc822", attachments(fields).get(0).get("type"));
        assertTrue(new String((byte[]) attachments(fields).get(0).get("content"), StandardCharsets.US_ASCII)
                .contains("Testing email forwarding with Groupwise"));
    }

    @ParameterizedTest
    @CsvSource({
        "bounce-with-parts-of-no-type, Yadda yadda yadda",
        "every-transfer-encoding, This is a Base64 encoded message.",
        "type-without-subtype, I'm sorry but I'm using a drainbread ISP",
        "boundary-used-twice, Some removed test.",
        "digest, This is a text plain part",
        "multipart-without-boundary, Blah blah blah",
        "header-without-end, here's something interesting",
        "boundaries-in-a-row, Blah"
    })
    void losesNothingOfWhatOthersHaveBuiltWrongly(String name, String words) throws IOException {
        Map<String, Object> fields = recorded(name);

        StringBuilder all = new StringBuilder(fields.toString());
        attachments(fields)
                .forEach(each -> all.append(new String((byte[]) each.get("content"), StandardCharsets.ISO_8859_1)));
        assertTrue(all.toString().contains(words), all::toString);
        assertFalse(fields.containsKey("problem"), fields::toString);
    }

    @Test
    void survivesPartsWithinPartsWithoutEnd() {
        StringBuilder mail = new StringBuilder(HEAD);
        for (int i = 0; i < 5_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }

        assertFalse(attachments(read(mail.toString())).isEmpty());
    }

    @Test
    void makesARecordOfWhatIsNoMailAtAll() {
        assertEquals("\u0001\u0002", read("\n\u0001\u0002").get("text"));
        assertNull(read("").get("text"));
    }

    private static Map<String, Object> recorded(String name) throws IOException {
        try (InputStream mail = MessageReaderTest.class.getResourceAsStream("/recorded/" + name + ".eml")) {
            return read(mail.readAllBytes(), 10_000, false);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> attachments(Map<String, Object> fields) {
        return (List<Map<String, Object>>) fields.get("attachments");
    }

    private static Map<String, Object> read(String mail) {
        return read(mail.getBytes(StandardCharsets.UTF_8), 100_000, false);
    }

    private static Map<String, Object> read(byte[] mail, int largest, boolean truncated) {
        return new MessageReader(largest).fields(new ByteArrayInputStream(mail), truncated);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
