package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Behind which message a pull goes on. UIDs ascend and are never given twice, as long as the folder keeps its UIDVALIDITY.
 *
 * @param of what is pulled: the folder and the filters
 * @param validity the UIDVALIDITY of the folder
 * @param last the UID of the last message that was looked at
 */
record UidCursor(String of, long validity, long last) {
    private static final Pattern FORM = Pattern.compile("uid1-([0-9]{1,18})-([0-9]{1,18})-([0-9a-f]{8})");

    String encode() {
        return "uid1-" + validity + "-" + last + "-" + checksum(of, validity, last);
    }

    /** @throws ConnectorException with CURSOR_INVALID if it is no cursor of this pull */
    static UidCursor decode(String text, String of) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            long validity = Long.parseLong(form.group(1));
            long last = Long.parseLong(form.group(2));
            if (form.group(3).equals(checksum(of, validity, last))) {
                return new UidCursor(of, validity, last);
            }
        }
        throw new ConnectorException(
                ErrorCode.CURSOR_INVALID,
                "the cursor is not one of this folder with these parameters; start from the beginning");
    }

    /** Not against forgery, but against taking a cursor of another folder, or half of one. */
    private static String checksum(String of, long validity, long last) {
        CRC32 sum = new CRC32();
        sum.update((validity + "/" + last + "/" + of).getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", sum.getValue());
    }
}
