/** What every connector needs and no connector should write again; embedded privately in each connector's bundle. */
package dev.patchbay.toolkit;
