/** Health: cached, checked in parallel, each check bounded in time. */
package dev.patchbay.registry.health;
