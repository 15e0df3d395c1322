/** The connector type {@code github}: issues, pull requests, commits, repositories, releases and comments. */
package dev.patchbay.connector.github;
