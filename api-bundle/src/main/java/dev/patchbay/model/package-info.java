/** Values that travel between callers, the runtime and connectors: ids, records, pages, health, errors. */
@Version("1.0.0")
package dev.patchbay.model;

import org.osgi.annotation.versioning.Version;
