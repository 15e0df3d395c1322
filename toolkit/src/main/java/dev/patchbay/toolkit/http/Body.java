package dev.patchbay.toolkit.http;

import java.io.InputStream;

/** The content of an answer: in memory, or as it comes in. One of the two is null. */
record Body(byte[] bytes, InputStream stream) {}
