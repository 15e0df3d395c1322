/** Keys and certificates as files have them. */
package dev.patchbay.toolkit.pem;
