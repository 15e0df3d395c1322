package dev.patchbay.registry.compatibility;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Keeps the answers to a question that is dear until any bundle comes, changes or goes: a thousand instances may wait for
 * the same connector, and each asks.
 */
final class RememberedAnswers implements Question, SynchronousBundleListener, AutoCloseable {
    private final BundleContext context;
    private final Question question;
    private final AtomicLong changes = new AtomicLong();
    private final Map<Long, Answer> answers = new ConcurrentHashMap<>();

    private record Answer(long at, List<String> sentences) {}

    RememberedAnswers(BundleContext context, Question question) {
        this.context = context;
        this.question = question;
        context.addBundleListener(this);
    }

    @Override
    public List<String> ask(Bundle bundle) {
        long now = changes.get();
        Answer known = answers.get(bundle.getBundleId());
        if (known != null && known.at() == now) {
            return known.sentences();
        }
        List<String> sentences = question.ask(bundle);
        answers.put(bundle.getBundleId(), new Answer(now, sentences));
        return sentences;
    }

    /** Before whoever asks because of it. */
    @Override
    public void bundleChanged(BundleEvent event) {
        changes.incrementAndGet();
        if (event.getType() == BundleEvent.UNINSTALLED) {
            answers.remove(event.getBundle().getBundleId());
        }
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
    }
}
