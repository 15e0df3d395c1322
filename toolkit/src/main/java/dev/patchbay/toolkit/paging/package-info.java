/** How services give out long lists a page at a time. */
package dev.patchbay.toolkit.paging;
