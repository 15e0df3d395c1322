package dev.patchbay.toolkit.webhook;

import dev.patchbay.model.Webhook;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a delivery shows.
 *
 * @param signatures of which one has to be sound, with what stands before them; several while a secret is replaced
 * @param time when it was signed, as it came in; empty if that is not asked
 */
record ShownSignatures(List<String> signatures, String time) {
    private static final Pattern TIME = Pattern.compile("\\w{1,20}=(\\d{1,13})");

    /**
     * @param timeHeader empty if the time is not signed; if it is the same header, both are elements of it, as in
     *     {@code t=1492774577,v1=5257a869...}
     */
    static ShownSignatures of(Webhook webhook, String header, String timeHeader) {
        String shown = HmacSignature.required(webhook, header);
        if (timeHeader.isEmpty()) {
            return new ShownSignatures(List.of(shown), "");
        }
        if (!timeHeader.equalsIgnoreCase(header)) {
            return new ShownSignatures(List.of(shown), HmacSignature.required(webhook, timeHeader));
        }
        List<String> elements =
                Arrays.stream(shown.split("[,;]")).map(String::strip).toList();
        String time = elements.stream()
                .map(TIME::matcher)
                .filter(Matcher::matches)
                .map(each -> each.group(1))
                .findFirst()
                .orElseThrow(() -> ReplayWindow.refused("the delivery's header '" + header
                        + "' tells no time, as in t=1492774577,v1=...; see which header has it"));
        return new ShownSignatures(elements, time);
    }
}
