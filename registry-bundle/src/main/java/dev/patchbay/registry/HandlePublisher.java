package dev.patchbay.registry;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.lifecycle.Background;
import dev.patchbay.registry.lifecycle.SerialQueues;
import java.util.Collection;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a {@link ConnectorHandle} service for an instance as soon as somebody looks for one by
 * {@code (connector.instance=ID)}, so that components get handles by {@code @Reference(target = ...)} and 10,000
 * instances that nobody asks for publish nothing.
 *
 * <p>It hears of the question by a {@link FindHook} (OSGi Core, 55.3.3), because SCR listens for all services of a class
 * with one listener and applies the target only when it looks: a listener hook would not see the target. What was asked
 * for is remembered, so that an instance that comes later is published then, and one that goes is withdrawn.
 */
@Component(
        service = {},
        immediate = true)
public final class HandlePublisher implements FindHook {
    private static final Logger LOG = LoggerFactory.getLogger(HandlePublisher.class);

    /** Service property of a published handle: the instance's id, and the key by which it is asked for. */
    static final String INSTANCE = "connector.instance";

    /** Each is a filter somewhere in code; more than this is not asking for handles but trying names. */
    private static final int MOST_REMEMBERED = 10_000;

    private static final Pattern ASKED = Pattern.compile("\\(\\s*" + Pattern.quote(INSTANCE) + "\\s*=([^()*]+)\\)");

    private final BundleContext context;
    private final RegistryCore core;
    private final Handles handles;
    private final Set<InstanceId> asked = ConcurrentHashMap.newKeySet();
    private final Map<InstanceId, ServiceRegistration<ConnectorHandle>> published = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads = Background.pool("handles", 4);
    /** Of its own: publishing a service runs the code of those who wait for it, which may call the registry. */
    private final SerialQueues queues = new SerialQueues(threads);

    private final ServiceRegistration<FindHook> hook;
    private final Runnable endOfNews;
    private volatile boolean closed;

    @Activate
    public HandlePublisher(BundleContext context, @Reference RegistryCore core) {
        this.context = context;
        this.core = core;
        this.handles = new Handles(core);
        this.endOfNews = core.instances().listen(id -> queues.submit(id.type(), () -> update(id)));
        // Not published by SCR: the framework would ask for the hook while SCR makes the registry that it needs.
        this.hook = context.registerService(FindHook.class, this, null);
    }

    @Deactivate
    void close() {
        closed = true;
        hook.unregister();
        endOfNews.run();
        queues.close();
        published.keySet().forEach(this::withdraw);
        threads.shutdownNow();
    }

    @Override
    public void find(
            BundleContext asker,
            String name,
            String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        if (filter == null || !isForHandles(name, filter)) {
            return;
        }
        Matcher matcher = ASKED.matcher(filter);
        while (matcher.find()) {
            ask(matcher.group(1).trim());
        }
    }

    private static boolean isForHandles(String name, String filter) {
        return ConnectorHandle.class.getName().equals(name)
                || name == null && filter.contains(ConnectorHandle.class.getName());
    }

    /** Published later: whoever asks is in the middle of something, perhaps under a lock. */
    private void ask(String text) {
        InstanceId id;
        try {
            id = InstanceId.parse(text);
        } catch (IllegalArgumentException unreadable) {
            LOG.warn("a bundle looks for ({}={}), but {}", INSTANCE, text, unreadable.getMessage());
            return;
        }
        if (!id.toString().equals(text)) {
            LOG.warn("a bundle looks for ({}={}); the spelling of that instance is '{}'", INSTANCE, text, id);
            return;
        }
        if (asked.size() >= MOST_REMEMBERED && !asked.contains(id)) {
            LOG.warn("'{}' is not published: {} other handles have been asked for", id, MOST_REMEMBERED);
        } else if (asked.add(id)) {
            queues.submit(id.type(), () -> update(id));
        }
    }

    /** On a queue: publishes or withdraws as the instance is there or not. */
    private void update(InstanceId id) {
        if (core.instances().find(id).isEmpty()) {
            withdraw(id);
        } else if (asked.contains(id) && !published.containsKey(id) && !closed) {
            published.put(
                    id,
                    context.registerService(
                            ConnectorHandle.class, handles.lasting(id, false), new Hashtable<>(properties(id))));
        }
    }

    private static Map<String, Object> properties(InstanceId id) {
        return Map.of(INSTANCE, id.toString(), "connector.type", id.type(), "connector.tenant", id.tenant());
    }

    private void withdraw(InstanceId id) {
        ServiceRegistration<ConnectorHandle> registration = published.remove(id);
        if (registration != null) {
            try {
                registration.unregister();
            } catch (IllegalStateException gone) {
                LOG.debug("'{}' was withdrawn with its bundle", id, gone);
            }
        }
    }
}
