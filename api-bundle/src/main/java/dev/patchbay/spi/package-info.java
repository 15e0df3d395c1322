/** What connector authors implement, and what the runtime hands to them. */
@Version("1.0.0")
package dev.patchbay.spi;

import org.osgi.annotation.versioning.Version;
