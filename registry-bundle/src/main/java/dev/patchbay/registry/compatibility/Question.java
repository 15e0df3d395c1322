package dev.patchbay.registry.compatibility;

import java.util.List;
import org.osgi.framework.Bundle;

/** One thing that can keep an installed bundle from bringing its types. */
@FunctionalInterface
interface Question {

    /**
     * What is found of that kind, a sentence each, with its remedy; they are to be read after the bundle's name. Empty if
     * there is nothing. Never fails, changes nothing, and runs no code of the bundle.
     */
    List<String> ask(Bundle bundle);
}
