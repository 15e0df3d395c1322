/** The verbs of the command line: list, why, pull and so on, as a service, and as Gogo commands where Gogo is. */
package dev.patchbay.registry.shell;
