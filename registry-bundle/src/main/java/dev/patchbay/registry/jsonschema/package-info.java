/** Schemas of settings as JSON Schema (draft 2020-12), for editors and for programs that write configurations. */
package dev.patchbay.registry.jsonschema;
