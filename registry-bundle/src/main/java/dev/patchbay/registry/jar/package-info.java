/** What a JAR file says of itself, and whether it is whole; looks at files only, at no framework. */
package dev.patchbay.registry.jar;
