package dev.patchbay.registry.check;

import java.util.Optional;

/**
 * Something that a bundle needs of others.
 *
 * @param what in the words of a manifest, such as {@code package org.slf4j [2.0.0,3.0.0)}
 * @param optional whether it can run without
 * @param provider who meets it here; empty if nobody does
 */
public record Need(String what, boolean optional, Optional<String> provider) {
    static final String SERVICE = "service ";
    static final String JAVA = "this Java";

    /** Bundles need not declare which services they publish. */
    public boolean isService() {
        return what.startsWith(SERVICE);
    }

    /** Nothing that anybody has to care for. */
    public boolean isMetByJava() {
        return provider.filter(JAVA::equals).isPresent();
    }
}
