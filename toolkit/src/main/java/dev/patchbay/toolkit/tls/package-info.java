/** Whom an instance trusts, and who it says it is, on any line that speaks TLS. */
package dev.patchbay.toolkit.tls;
