/** Pulls of many pages. */
package dev.patchbay.registry.paging;
