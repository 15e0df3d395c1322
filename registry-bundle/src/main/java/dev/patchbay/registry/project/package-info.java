/** What the build of a connector project has made, as its author's tools leave it, and how it gets into deploy/. */
package dev.patchbay.registry.project;
