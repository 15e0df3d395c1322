/** Starts Patchbay on a home, alone or inside a host application. */
package dev.patchbay.launcher;
