package org.example.library;

/** What an older version of the library lacks. */
public final class Politeness {
    private Politeness() {}

    public static String please() {
        return "please";
    }
}
