package dev.patchbay.registry.compatibility;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package that would reach a bundle from two exporters, out of what the resolver says of it.
 *
 * @param subject the bundle that it would reach twice: the one that was asked about, or one that it needs
 * @param packageName the package
 * @param first the exporter at the end of the shorter chain; the subject itself if that exports the package
 * @param second the exporter at the end of the longer chain
 * @param through the bundles between the subject and the second exporter, beginning with the subject's own provider
 */
record UsesConflict(Member subject, String packageName, Member first, Member second, List<Member> through) {
    private static final String BUNDLE = "(\\S+ \\[.*?\\])";
    private static final Pattern TWICE = Pattern.compile("Unable to resolve resource " + BUNDLE
            + " because it is exposed to package '([^']+)' from resources " + BUNDLE + " and " + BUNDLE
            + " via two dependency chains");
    private static final Pattern OWN = Pattern.compile("Unable to resolve resource " + BUNDLE
            + " because it exports package '([^']+)' and is also exposed to it from resource " + BUNDLE
            + " via the following");
    private static final Pattern CHAIN_MEMBER = Pattern.compile("(?m)^  (\\S+ \\[.*\\])$");
    private static final String SECOND_CHAIN = "Chain 2:";

    /**
     * A bundle in such a chain.
     *
     * @param name symbolic name
     * @param id of the bundle; -1 if the resolver does not tell it
     */
    record Member(String name, long id) {
        /** Felix writes a bundle as {@code org.example.a [org.example.a [12](R 12.0)]}. */
        private static final Pattern ID = Pattern.compile("\\[(\\d+)\\]");

        static Member parse(String text) {
            Matcher id = ID.matcher(text);
            return new Member(text.substring(0, text.indexOf(' ')), id.find() ? Long.parseLong(id.group(1)) : -1);
        }
    }

    /** Reads what Felix says, and what others say that have the same resolver; empty if it is about something else. */
    static Optional<UsesConflict> parse(String message) {
        Matcher twice = TWICE.matcher(message);
        if (twice.find()) {
            return Optional.of(twice(message, twice));
        }
        Matcher own = OWN.matcher(message);
        if (own.find()) {
            Member subject = Member.parse(own.group(1));
            return Optional.of(
                    new UsesConflict(subject, own.group(2), subject, Member.parse(own.group(3)), between(message)));
        }
        return Optional.empty();
    }

    boolean isOwn() {
        return first.equals(subject);
    }

    /** The longer way is the one that surprises, so it is told last. */
    private static UsesConflict twice(String message, Matcher found) {
        Member subject = Member.parse(found.group(1));
        Member one = Member.parse(found.group(3));
        Member other = Member.parse(found.group(4));
        int second = Math.max(0, message.indexOf(SECOND_CHAIN));
        List<Member> ofOne = between(message.substring(0, second));
        List<Member> ofOther = between(message.substring(second));
        return ofOne.size() > ofOther.size()
                ? new UsesConflict(subject, found.group(2), other, one, ofOne)
                : new UsesConflict(subject, found.group(2), one, other, ofOther);
    }

    /** Without the bundle that it begins with and the exporter that it ends with. */
    private static List<Member> between(String chain) {
        List<Member> members = CHAIN_MEMBER
                .matcher(chain)
                .results()
                .map(found -> Member.parse(found.group(1)))
                .toList();
        return members.size() > 2 ? members.subList(1, members.size() - 1) : List.of();
    }
}
