/** A connector that tells its password to everybody. */
package dev.patchbay.itests.canary;
