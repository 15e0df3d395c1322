/** Instances in YAML files: many in one file, with variables, templates and tenants. */
package dev.patchbay.registry.yaml;
