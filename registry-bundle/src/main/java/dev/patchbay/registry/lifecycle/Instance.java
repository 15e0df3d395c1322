package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;

/** One configured instance: its id, and what it stands on now. */
public final class Instance {
    private final InstanceId id;
    private volatile Standing standing;
    /** What was last logged of it; only from the queue of its type. */
    private String reported = "";

    public Instance(InstanceId id, Standing standing) {
        this.id = id;
        this.standing = standing;
    }

    public InstanceId id() {
        return id;
    }

    public Standing standing() {
        return standing;
    }

    /** Only from the queue of its type. */
    void stand(Standing next) {
        standing = next;
    }

    /** Whether this is something else than what was last reported; takes it as reported. */
    boolean isNews(String report) {
        boolean news = !report.equals(reported);
        reported = report;
        return news;
    }
}
