/** Requests to one service over HTTP: credentials, redirects, limits, deadlines, and sentences about what goes wrong. */
package dev.patchbay.toolkit.http;
