/** How JARs and homes would fare, found out without starting anything of theirs. */
package dev.patchbay.registry.check;
