package dev.patchbay.registry.validation;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.ConnectorRules;
import dev.patchbay.registry.config.MaskedSettings;
import dev.patchbay.registry.config.Settings;
import dev.patchbay.registry.unload.ContextLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * The rules of one version of a type, as its validator knows them. It is asked on a thread of its own for a second at
 * most, once for the same settings, and not again while it hangs: then instances are told so and go without.
 */
public final class BoundedRules implements ConnectorRules {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int MOST_REMEMBERED = 100_000;
    private static final int MOST_PROBLEMS = 50;
    private static final int LONGEST_MESSAGE = 1_000;

    private final String version;
    private final ValidatorSource source;
    private final ExecutorService threads;
    private final Duration limit;
    private final Map<InstanceId, Judged> last = new ConcurrentHashMap<>();
    /** The question that was given up and has not come back; guarded by this. */
    private Question hanging;

    /** @param version as it is told: {@code jdbc 1.2.0} */
    public BoundedRules(String version, ValidatorSource source, ExecutorService threads) {
        this(version, source, threads, LIMIT);
    }

    BoundedRules(String version, ValidatorSource source, ExecutorService threads, Duration limit) {
        this.version = version;
        this.source = source;
        this.threads = threads;
        this.limit = limit;
    }

    @Override
    public Verdict judge(Settings settings) {
        Judged known = last.get(settings.id());
        if (known != null && known.settings().sameValues(settings)) {
            return known.verdict();
        }
        if (isHanging()) {
            return unknown("has not come back from an earlier check");
        }
        try {
            Verdict verdict = ask(new Question(settings));
            remember(new Judged(settings, verdict));
            return verdict;
        } catch (Unanswered reason) {
            last.remove(settings.id());
            return unknown(reason.getMessage());
        }
    }

    @Override
    public void forget(InstanceId id) {
        last.remove(id);
    }

    private void remember(Judged judged) {
        if (last.size() >= MOST_REMEMBERED) {
            last.clear();
        }
        last.put(judged.settings().id(), judged);
    }

    private Verdict ask(Question question) throws Unanswered {
        FutureTask<List<Problem>> answer = new FutureTask<>(question);
        try {
            threads.execute(() -> {
                try {
                    answer.run();
                } finally {
                    isBack(question);
                }
            });
            List<Problem> problems = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (problems == null) {
                throw new Unanswered("returned null");
            }
            return problems.isEmpty()
                    ? Verdict.SOUND
                    : new Verdict(clean(problems, question.settings::redacted), List.of());
        } catch (TimeoutException late) {
            giveUp(question);
            answer.cancel(true);
            throw new Unanswered("gave no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException failed) {
            // Only the kind of failure: its message was written by others, about settings that may be private.
            throw new Unanswered("failed with " + failed.getCause().getClass().getName());
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unanswered("was interrupted");
        } catch (RejectedExecutionException ending) {
            throw new Unanswered("was not asked, because the runtime stops");
        }
    }

    private static List<Problem> clean(List<Problem> problems, UnaryOperator<String> redaction) {
        List<Problem> clean = new ArrayList<>();
        for (Problem each : problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS))) {
            String text = redaction.apply(each.message());
            String message = text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "..." : text;
            clean.add(each.key().map(key -> Problem.ofKey(key, message)).orElseGet(() -> Problem.of(message)));
        }
        return clean;
    }

    private Verdict unknown(String fact) {
        return new Verdict(
                List.of(),
                List.of(Problem.of("the validator of " + version + " " + fact
                        + ", so settings that do not fit together are not seen; report that to its author")));
    }

    private synchronized boolean isHanging() {
        return hanging != null;
    }

    private synchronized void giveUp(Question question) {
        if (!question.back) {
            hanging = question;
        }
    }

    private synchronized void isBack(Question question) {
        question.back = true;
        if (hanging == question) {
            hanging = null;
        }
    }

    private record Judged(Settings settings, Verdict verdict) {}

    /** The verdict cannot be had. */
    private static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1L;

        Unanswered(String reason) {
            super(reason, null, false, false);
        }
    }

    private final class Question implements Callable<List<Problem>> {
        private final Settings settings;
        /** Guarded by the rules. */
        private boolean back;

        Question(Settings settings) {
            this.settings = settings;
        }

        @Override
        public List<Problem> call() {
            ClassLoader outer = Thread.currentThread().getContextClassLoader();
            ValidatorSource.Hold hold = source.hold();
            try {
                ContextLoader.enter(hold.loader());
                List<Problem> problems = hold.validator().validate(new MaskedSettings(settings));
                // Looked through here, where a list of somebody else's making may fail.
                return problems == null ? null : List.copyOf(problems);
            } finally {
                ContextLoader.leave(outer);
                hold.release().run();
            }
        }
    }
}
