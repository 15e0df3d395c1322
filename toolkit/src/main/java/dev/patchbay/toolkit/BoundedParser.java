package dev.patchbay.toolkit;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.SerializableString;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.util.JsonParserDelegate;

/** Reads no more values, names and ends than it is allowed to at a time, however many the text has. Not thread-safe. */
final class BoundedParser extends JsonParserDelegate {
    private long left = Long.MAX_VALUE;

    BoundedParser(JsonParser parser) {
        super(parser);
    }

    /** From now on so many. */
    void allow(long tokens) {
        left = tokens;
    }

    @Override
    public JsonToken nextToken() {
        count();
        return super.nextToken();
    }

    @Override
    public String nextName() {
        count();
        return super.nextName();
    }

    @Override
    public boolean nextName(SerializableString expected) {
        count();
        return super.nextName(expected);
    }

    private void count() {
        if (left == 0) {
            throw new StreamConstraintsException("more than is allowed at a time");
        }
        left--;
    }
}
