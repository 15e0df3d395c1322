package dev.patchbay.registry.linkage;

import java.util.List;

/**
 * What does not fit together, in sentences for people; none names the bundle.
 *
 * @param missing what byte code uses that is sure to be reached or likely to be, and what is surely not there: it would
 *     end in a linkage error
 * @param doubtful what is not there either, but harmless as long as that code is not reached, as is often so in
 *     libraries: packages that are neither held nor imported, and code that nothing refers to
 */
public record LinkageReport(List<String> missing, List<String> doubtful) {
    static final LinkageReport SOUND = new LinkageReport(List.of(), List.of());

    public LinkageReport {
        missing = List.copyOf(missing);
        doubtful = List.copyOf(doubtful);
    }
}
