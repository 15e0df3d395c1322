package dev.patchbay.registry.unload;

import java.util.ArrayList;
import java.util.List;

/** The words for what has remained of a bundle. */
final class Remnant {
    private static final int MOST_NAMED = 5;

    private Remnant() {}

    /** One sentence for each holder; beyond a few, only how many there are. */
    static List<String> sentences(Revision revision, List<Holder> holders) {
        List<String> sentences = new ArrayList<>();
        holders.stream()
                .limit(MOST_NAMED)
                .forEach(each -> sentences.add(revision + " has gone, but " + each.who()
                        + " still holds its classes in memory; tell its author to " + each.remedy()));
        if (holders.size() > MOST_NAMED) {
            sentences.add(revision + " has gone, but " + (holders.size() - MOST_NAMED) + " more hold its classes");
        }
        return sentences;
    }
}
