package dev.patchbay.connector.email;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Pattern;

/** Makes text of what mails hold, also of what says nothing or nonsense about its encoding. */
final class LenientText {
    /** Angus takes it for ISO 8859-1. */
    private static final Pattern ASCII = Pattern.compile("(us-)?ascii", Pattern.CASE_INSENSITIVE);

    private LenientText() {}

    /** @param charset what the mail says; null if nothing */
    static String of(byte[] bytes, String charset) {
        Charset told = charset(charset);
        if (told == null || ASCII.matcher(charset.trim()).matches()) {
            // Who says nothing, or ASCII of what is none, mostly means UTF-8, and else the encoding of Windows.
            return guessed(bytes);
        }
        return new String(bytes, told);
    }

    /** The value of a header, unfolded and with its encoded words decoded; null stays null. */
    static String header(String raw) {
        if (raw == null) {
            return null;
        }
        String unfolded = MimeUtility.unfold(raw).trim();
        // Angus gives each byte as a character.
        String text = unfolded.chars().anyMatch(each -> each > 0x7f && each <= 0xff)
                        && unfolded.chars().allMatch(each -> each <= 0xff)
                ? guessed(unfolded.getBytes(StandardCharsets.ISO_8859_1))
                : unfolded;
        try {
            return MimeUtility.decodeText(text);
        } catch (UnsupportedEncodingException | RuntimeException e) {
            return text;
        }
    }

    private static String guessed(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            Charset windows = charset("windows-1252");
            return new String(bytes, windows == null ? StandardCharsets.ISO_8859_1 : windows);
        }
    }

    private static Charset charset(String name) {
        try {
            return name == null ? null : Charset.forName(MimeUtility.javaCharset(name.trim()));
        } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
            return null;
        }
    }
}
