/** Tokens that are asked for, used until shortly before their end, and renewed by one caller for all. */
package dev.patchbay.toolkit.token;
