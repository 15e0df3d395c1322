package dev.patchbay.toolkit.http;

/** The content of an answer, handed over by threads of the client and waited for by the thread of the call until a deadline. */
sealed interface IncomingBody permits WholeBody, StreamedBody {

    /** Wants no more of it. */
    void close();
}
