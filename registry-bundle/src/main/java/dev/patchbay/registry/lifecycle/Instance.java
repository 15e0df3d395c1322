package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;

/** One configured instance: its id, and what it stands on now. */
public final class Instance {
    private final InstanceId id;
    /** Null until somebody asks: most instances are never called, and there may be many. */
    private String name;

    private volatile Standing standing;
    /** What was last logged of it, null if nothing was; only from the queue of its type. */
    private Standing reported;

    public Instance(InstanceId id, Standing standing) {
        this.id = id;
        this.standing = standing;
    }

    public InstanceId id() {
        return id;
    }

    /** The spelling of its id, made once. */
    public String name() {
        String known = name;
        if (known == null) {
            known = id.toString();
            name = known;
        }
        return known;
    }

    public Standing standing() {
        return standing;
    }

    /** Only from the queue of its type. */
    void stand(Standing next) {
        standing = next;
    }

    /** Whether something else is told of it than when it was last reported; takes it as reported. */
    boolean isNews(Standing next) {
        boolean news = reported == null || !reported.report().equals(next.report());
        reported = next;
        return news;
    }
}
