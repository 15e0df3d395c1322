/** What callers and tools use: the registry, handles, status and explanations. */
@Version("1.0.0")
package dev.patchbay.api;

import org.osgi.annotation.versioning.Version;
