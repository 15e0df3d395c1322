package dev.patchbay.registry.shell;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.InstanceId;

/** A format in which a template can be written. Comments start with {@code #} in all of them. */
interface TemplateForm {

    String fileName(InstanceId id);

    /** What stands before everything else; nothing, or whole lines. */
    String head(InstanceId id);

    /** What each line of the instance starts with. */
    String indent(InstanceId id);

    /** The setting with its defaults, in one line. */
    String line(Attribute attribute);
}
