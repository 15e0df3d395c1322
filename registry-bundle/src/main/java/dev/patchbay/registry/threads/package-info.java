/** Threads for code of connectors: bounded in number, none while nothing happens, virtual ones where they do no harm. */
package dev.patchbay.registry.threads;
