/** The command: runs a home, and talks to the runtime of a home over its private socket. */
package dev.patchbay.launcher.command;
