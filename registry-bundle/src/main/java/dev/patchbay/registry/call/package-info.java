/** The pipeline around every call, and the handles through which callers enter it. */
package dev.patchbay.registry.call;
