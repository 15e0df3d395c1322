/** Signed JWTs; who uses this embeds nimbus-jose-jwt, too. */
package dev.patchbay.toolkit.jwt;
