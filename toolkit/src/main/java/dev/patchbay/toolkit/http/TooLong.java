package dev.patchbay.toolkit.http;

import java.io.IOException;

/** More came than was allowed. */
final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong() {
        super("the answer is longer than allowed");
    }
}
