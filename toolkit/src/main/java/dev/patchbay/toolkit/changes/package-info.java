/** What has changed of a list, by a time of change that many records may share. */
package dev.patchbay.toolkit.changes;
