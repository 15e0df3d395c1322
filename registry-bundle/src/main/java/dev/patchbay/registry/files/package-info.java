/** What lies in config/ becomes ConfigAdmin configurations, and what is wrong with it a sentence. */
package dev.patchbay.registry.files;
