/** The front door: the registry component, its views, and the handles that other bundles get by injection. */
package dev.patchbay.registry;
