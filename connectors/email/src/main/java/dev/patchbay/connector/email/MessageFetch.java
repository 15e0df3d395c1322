package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorRecord;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FLAGS;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;

/** Fetches messages of one folder without marking them as seen, a few at a time, and no more of them than a page holds. */
final class MessageFetch {
    private static final int GROUP_BYTES = 2_000_000;
    private static final int GROUP_MESSAGES = 50;
    private static final int HEADER_BYTES = 10_000;

    private final ImapSession session;
    private final ImapSession.Folder folder;
    private final PullParameters parameters;
    private final Account.Limits limits;
    private final MessageReader reader;
    private long lastUid;

    MessageFetch(ImapSession session, ImapSession.Folder folder, PullParameters parameters, Account.Limits limits) {
        this.session = session;
        this.folder = folder;
        this.parameters = parameters;
        this.limits = limits;
        this.reader = new MessageReader(limits.attachment());
    }

    /** What a server knows of a message besides its text. */
    private record Envelope(long uid, long size, Instant received, List<Object> flags) {}

    /** The messages that are still there, until the page is full; {@link #lastUid} tells how far that was. */
    List<ConnectorRecord> records(List<Long> uids) {
        if (uids.isEmpty()) {
            return List.of();
        }
        Map<Long, Envelope> envelopes = envelopes(uids);
        List<ConnectorRecord> records = new ArrayList<>();
        List<Envelope> group = new ArrayList<>();
        long groupBytes = 0;
        long bytes = 0;
        for (long uid : uids) {
            Envelope envelope = envelopes.get(uid);
            if (envelope != null
                    && parameters
                            .since()
                            .map(each -> !envelope.received().isBefore(each))
                            .orElse(true)) {
                long fetched = fetched(envelope);
                if (bytes > 0 && bytes + fetched > limits.page()) {
                    break;
                }
                if (!group.isEmpty() && (groupBytes + fetched > GROUP_BYTES || group.size() == GROUP_MESSAGES)) {
                    records.addAll(read(group));
                    group.clear();
                    groupBytes = 0;
                }
                group.add(envelope);
                groupBytes += fetched;
                bytes += fetched;
            }
            lastUid = uid;
        }
        if (!group.isEmpty()) {
            records.addAll(read(group));
        }
        return records;
    }

    /** The last message that was looked at, whether it is in a record or not. */
    long lastUid() {
        return lastUid;
    }

    private long fetched(Envelope envelope) {
        int most = parameters.bodies() ? limits.message() : HEADER_BYTES;
        return Math.max(1, Math.min(envelope.size(), most));
    }

    private Map<Long, Envelope> envelopes(List<Long> uids) {
        Map<Long, Envelope> envelopes = new LinkedHashMap<>();
        for (FetchResponse each : session.fetch(folder.name(), uids, "UID FLAGS INTERNALDATE RFC822.SIZE")) {
            UID uid = each.getItem(UID.class);
            RFC822SIZE size = each.getItem(RFC822SIZE.class);
            INTERNALDATE date = each.getItem(INTERNALDATE.class);
            if (uid != null && size != null) {
                Instant received = date == null || date.getDate() == null
                        ? Instant.EPOCH
                        : date.getDate().toInstant();
                envelopes.put(uid.uid, new Envelope(uid.uid, size.size, received, flags(each.getItem(FLAGS.class))));
            }
        }
        return envelopes;
    }

    private List<ConnectorRecord> read(List<Envelope> group) {
        boolean cut = group.stream().anyMatch(each -> each.size() > limits.message());
        String section =
                parameters.bodies() ? "BODY.PEEK[]" + (cut ? "<0." + limits.message() + ">" : "") : "BODY.PEEK[HEADER]";
        Map<Long, InputStream> texts = new LinkedHashMap<>();
        for (FetchResponse each :
                session.fetch(folder.name(), group.stream().map(Envelope::uid).toList(), "UID " + section)) {
            UID uid = each.getItem(UID.class);
            BODY body = each.getItem(BODY.class);
            if (uid != null && body != null) {
                InputStream text = body.getByteArrayInputStream();
                texts.put(uid.uid, text == null ? new ByteArrayInputStream(new byte[0]) : text);
            }
        }
        return group.stream()
                .filter(each -> texts.containsKey(each.uid()))
                .map(each -> record(each, texts.get(each.uid())))
                .toList();
    }

    private ConnectorRecord record(Envelope envelope, InputStream text) {
        boolean truncated = parameters.bodies() && envelope.size() > limits.message();
        return ConnectorRecord.builder("messages")
                .id(new MessageKey(folder.name(), folder.validity(), envelope.uid()).toString())
                .changedAt(envelope.received())
                .field("folder", folder.name())
                .field("uid", envelope.uid())
                .field("receivedAt", envelope.received())
                .field("size", envelope.size())
                .field("flags", envelope.flags())
                .field("truncated", truncated)
                .fields(reader.fields(text, truncated))
                .build();
    }

    private static List<Object> flags(FLAGS flags) {
        if (flags == null) {
            return List.of();
        }
        List<Object> names = new ArrayList<>();
        for (jakarta.mail.Flags.Flag each : flags.getSystemFlags()) {
            String name = MessageFlag.nameOf(each);
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        names.addAll(Arrays.asList(flags.getUserFlags()));
        return names;
    }
}
