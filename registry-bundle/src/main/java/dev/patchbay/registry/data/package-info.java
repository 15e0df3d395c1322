/** What the runtime remembers in data/, durably. */
package dev.patchbay.registry.data;
