package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells a message from all others of the account, as RFC 5092 writes it. It never comes to mean another message: if the
 * server numbers a folder anew, its UIDVALIDITY is another one.
 */
record MessageKey(String folder, long validity, long uid) {
    private static final Pattern FORM =
            Pattern.compile("(.+);UIDVALIDITY=([0-9]{1,18});UID=([0-9]{1,18})", Pattern.DOTALL);

    /** @throws ConnectorException with INVALID_REQUEST if it is none */
    static MessageKey parse(String id) {
        Matcher form = FORM.matcher(id);
        if (!form.matches()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "'id' is not the id of a pulled message, such as INBOX;UIDVALIDITY=1518000000;UID=42; pull it first");
        }
        return new MessageKey(form.group(1), Long.parseLong(form.group(2)), Long.parseLong(form.group(3)));
    }

    @Override
    public String toString() {
        return folder + ";UIDVALIDITY=" + validity + ";UID=" + uid;
    }
}
