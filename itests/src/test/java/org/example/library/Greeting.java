package org.example.library;

/** What every version of the library has. */
public final class Greeting {
    private Greeting() {}

    public static String hello() {
        return "hello";
    }
}
