package dev.patchbay.registry.resilience;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.registry.config.Settings;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The limits of each tenant that calls an instance which another one shares. Tenants come and go: whenever there are twice as
 * many as at the last look, those are dropped of which nothing is used and who have not called since. At the bound all are
 * dropped who have no call under way, the least used first; but never what an operator has ordered for one tenant.
 *
 * <p>Thread-safe. A call of a tenant that is known takes no lock.
 */
final class TenantLimits {
    /** How many are kept without a call under way. */
    static final int MOST = 4_096;

    /** So few are not worth a look. */
    private static final int FEW = 64;

    private static final class Share {
        final Limits limits;
        /** Whether somebody has asked for it since the last look. */
        volatile boolean wanted = true;
        /** Whether an operator has said something of this tenant; guarded by the map in which it is. */
        boolean ordered;

        Share(Limits limits) {
            this.limits = limits;
        }

        boolean isIdle() {
            return !ordered && limits.calls().isIdle();
        }

        boolean isUnused() {
            return !ordered && limits.isUnused();
        }
    }

    private final Limits total;
    private final Map<String, Share> byTenant = new ConcurrentHashMap<>();
    /** What an operator has last ordered for all. Guarded by this, as is the next one. */
    private BreakerOrder standing;

    private int lookAt = FEW;

    TenantLimits(Limits total, BreakerOrder standing) {
        this.total = total;
        this.standing = standing;
    }

    Limits of(String tenant) {
        Share share = byTenant.get(tenant);
        if (share == null) {
            return add(tenant).limits;
        }
        if (!share.wanted) {
            share.wanted = true;
            // It may just be on its way out, where others would not find it.
            return byTenant.get(tenant) == share ? share.limits : of(tenant);
        }
        return share.limits;
    }

    /** Those of a tenant, or the like if it has none; keeps nothing. */
    synchronized Limits looked(String tenant) {
        Share share = byTenant.get(tenant);
        return share == null ? made(tenant) : share.limits;
    }

    synchronized void use(Settings changed) {
        byTenant.values().forEach(each -> each.limits.useShare(changed));
    }

    void recovered() {
        byTenant.values().forEach(each -> each.limits.breaker().recovered());
    }

    /** What is ordered for all. */
    synchronized void follow(BreakerOrder order) {
        standing = order;
        byTenant.values().forEach(each -> {
            each.ordered = false;
            each.limits.breaker().order(order);
        });
    }

    void order(String tenant, BreakerOrder order) {
        Share share;
        synchronized (this) {
            share = add(tenant);
            share.ordered = order != standing;
        }
        share.limits.order(order);
    }

    synchronized boolean forget(String tenant) {
        return byTenant.remove(tenant) != null;
    }

    Map<String, LimitStatus> status() {
        return each(limits -> limits.status(Map.of()));
    }

    Map<String, BreakerState> breakers() {
        return each(limits -> limits.breaker().state());
    }

    int size() {
        return byTenant.size();
    }

    private <T> Map<String, T> each(Function<Limits, T> told) {
        Map<String, T> all = new TreeMap<>();
        byTenant.forEach((tenant, share) -> all.put(tenant, told.apply(share.limits)));
        return all;
    }

    private synchronized Share add(String tenant) {
        Share known = byTenant.get(tenant);
        if (known != null) {
            return known;
        }
        if (byTenant.size() >= lookAt) {
            makeRoom();
        }
        Share share = new Share(made(tenant));
        byTenant.put(tenant, share);
        return share;
    }

    private Limits made(String tenant) {
        Limits made = new Limits(total, tenant);
        if (standing != BreakerOrder.RESET) {
            made.breaker().order(standing);
        }
        return made;
    }

    private void makeRoom() {
        for (Map.Entry<String, Share> each : byTenant.entrySet()) {
            Share share = each.getValue();
            if (share.wanted) {
                share.wanted = false;
            } else if (share.isUnused()) {
                drop(each.getKey(), share);
            }
        }
        int goal = MOST - MOST / 4;
        if (byTenant.size() >= MOST) {
            drop(goal, Share::isUnused);
            drop(goal, share -> share.isIdle() && share.limits.breaker().isQuiet());
            drop(goal, Share::isIdle);
        }
        int left = byTenant.size();
        lookAt = left < MOST ? Math.min(MOST, Math.max(FEW, 2 * left)) : left + MOST / 4;
    }

    private void drop(int goal, Predicate<Share> which) {
        Iterator<Map.Entry<String, Share>> all = byTenant.entrySet().iterator();
        while (byTenant.size() > goal && all.hasNext()) {
            Map.Entry<String, Share> each = all.next();
            if (which.test(each.getValue())) {
                drop(each.getKey(), each.getValue());
            }
        }
    }

    /**
     * Whoever finds it still marks it as wanted, and looks once more: it stays then. A call that has found it long ago and
     * has no place yet, as one that waits out a pause, counts for nobody's share; the total holds for it all the same.
     */
    private void drop(String tenant, Share share) {
        byTenant.remove(tenant);
        if (share.wanted) {
            byTenant.put(tenant, share);
        }
    }
}
