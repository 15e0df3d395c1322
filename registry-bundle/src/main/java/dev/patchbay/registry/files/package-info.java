/**
 * The folders of a home are watched and whoever takes their files is told; what lies in config/ becomes ConfigAdmin
 * configurations, and what is wrong with it a sentence.
 */
package dev.patchbay.registry.files;
