package dev.patchbay.registry.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one path; used once. */
final class PathParser {
    /** Far beyond what any system has, and not so deep that nobody could write it down again. */
    private static final int MOST_STEPS = 50;

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    private final String text;
    private final List<Step> steps = new ArrayList<>();
    private int at;

    PathParser(String text) {
        this.text = text;
    }

    List<Step> steps() throws BrokenPathException {
        if (text.equals("$") || text.startsWith("$.") || text.startsWith("$[")) {
            throw new BrokenPathException(
                    "begins with '$'; begin with the name of a field, or write ['$'] if that is its name");
        }
        if (text.startsWith("[") && !isQuote(1)) {
            throw new BrokenPathException(
                    "begins with a place in a list, and a record has fields; write the name of a field before it");
        }
        first();
        while (at < text.length()) {
            next();
        }
        if (steps.size() > MOST_STEPS) {
            throw new BrokenPathException("has more than " + MOST_STEPS + " steps; is this a path?");
        }
        return List.copyOf(steps);
    }

    private void first() throws BrokenPathException {
        if (text.startsWith("[")) {
            bracket();
        } else {
            name();
        }
    }

    private void next() throws BrokenPathException {
        char character = text.charAt(at);
        if (character == '[') {
            bracket();
        } else if (character == '.') {
            at++;
            name();
        } else {
            throw broken("needs '.' or '[' after the ']'");
        }
    }

    private void name() throws BrokenPathException {
        int start = at;
        while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
            int character = text.codePointAt(at);
            if (!isPlain(character)) {
                throw broken(
                        character == '*'
                                ? "has '*' outside of brackets; write [*] for every element of a list"
                                : "has a character that a name has only in quotes; write ['a name']");
            }
            at += Character.charCount(character);
        }
        if (at == start) {
            throw broken("lacks a name");
        }
        steps.add(new Step.Name(text.substring(start, at)));
    }

    private static boolean isPlain(int character) {
        return !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && !Character.isISOControl(character)
                && "]*'\"".indexOf(character) < 0;
    }

    private void bracket() throws BrokenPathException {
        if (isQuote(at + 1)) {
            quoted();
            return;
        }
        int end = text.indexOf(']', at);
        String inside = end < 0 ? "" : text.substring(at + 1, end).trim();
        Matcher number = NUMBER.matcher(inside);
        if (inside.equals("*")) {
            steps.add(new Step.Each());
        } else if (number.matches()) {
            steps.add(new Step.Index(Integer.parseInt(inside)));
        } else {
            throw broken("has a '[' that is none of [0], [-1], [*] and ['a name']");
        }
        at = end + 1;
    }

    /** The quote itself is written twice in a name. */
    private void quoted() throws BrokenPathException {
        char quote = text.charAt(at + 1);
        StringBuilder name = new StringBuilder();
        int place = at + 2;
        while (place < text.length()) {
            char character = text.charAt(place);
            if (character != quote) {
                name.append(character);
                place++;
            } else if (place + 1 < text.length() && text.charAt(place + 1) == quote) {
                name.append(quote);
                place += 2;
            } else {
                break;
            }
        }
        if (!text.startsWith(quote + "]", place)) {
            throw broken("has a name in quotes that does not end with " + quote + "]");
        }
        steps.add(new Step.Name(name.toString()));
        at = place + 2;
    }

    private boolean isQuote(int place) {
        return place < text.length() && (text.charAt(place) == '\'' || text.charAt(place) == '"');
    }

    /** Characters are counted as a person counts them, from 1. */
    private BrokenPathException broken(String clause) {
        int semicolon = clause.indexOf(';');
        String position = " at character " + (text.codePointCount(0, at) + 1);
        return new BrokenPathException(
                semicolon < 0
                        ? clause + position
                        : clause.substring(0, semicolon) + position + clause.substring(semicolon));
    }
}
