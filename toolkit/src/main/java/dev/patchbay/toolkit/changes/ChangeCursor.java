package dev.patchbay.toolkit.changes;

import dev.patchbay.toolkit.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The text of a mark: what it says in words, and the ids of two times. Words may be anything, so they are in Base64. */
record ChangeCursor(List<?> words, Seen earlier, Seen last) {

    /** @throws IllegalArgumentException if it is something else */
    static ChangeCursor parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("the text is no cursor of changes; take it as it was made");
        }
        String json = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        return new ChangeCursor((List<?>) Json.read(json), Seen.parse(parts[1]), Seen.parse(parts[2]));
    }

    String word(int place) {
        return (String) words.get(place);
    }

    @Override
    public String toString() {
        byte[] json = Json.write(words).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json) + "." + earlier + "." + last;
    }
}
