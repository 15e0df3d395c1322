package dev.patchbay.registry.secret;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.spi.SecretProvider;
import dev.patchbay.spi.WritableSecretProvider;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * One provider, asked few questions at a time, each on a thread of ours and with a limit. After it has let that pass, or
 * has said after a while that what it asks is away, nobody waits for it for as long as the limit again: a provider that is
 * down holds up a start with many references once.
 */
final class BoundedProvider {
    private static final int AT_ONCE = 2;

    private final SecretProvider service;
    private final ExecutorService threads;
    private final Duration limit;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    /** Questions that were given up and go on. */
    private final AtomicInteger hung = new AtomicInteger();

    private final Silence silence;

    private volatile String scheme;

    BoundedProvider(SecretProvider service, ExecutorService threads, Duration limit) {
        this.service = service;
        this.threads = threads;
        this.limit = limit;
        this.silence = new Silence(limit);
    }

    /**
     * What came of a question.
     *
     * @param value null if there is a refusal
     * @param refusal a clause; empty if there is a value
     */
    record Answer<T>(T value, String refusal) {
        private static final String INTERRUPTION = "the question was interrupted";

        boolean isInterrupted() {
            return refusal.equals(INTERRUPTION);
        }

        static <T> Answer<T> refused(String refusal) {
            return new Answer<>(null, refusal);
        }
    }

    boolean isOf(SecretProvider other) {
        return service == other;
    }

    boolean isWritable() {
        return service instanceof WritableSecretProvider;
    }

    void name(String told) {
        scheme = told;
    }

    Optional<String> scheme() {
        return Optional.ofNullable(scheme);
    }

    <T> Answer<T> ask(Function<SecretProvider, T> question) {
        String who = "the provider of '" + scheme + "' ";
        if (hung.get() >= AT_ONCE) {
            return Answer.refused(who + "still works on earlier questions; see whether what it asks is up");
        }
        Optional<String> away = silence.reason();
        if (away.isPresent()) {
            return Answer.refused(away.get());
        }
        try {
            if (!permits.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return Answer.refused(who + "still works on earlier questions; see whether what it asks is up");
            }
        } catch (InterruptedException e) {
            return interrupted();
        }
        away = silence.reason();
        if (away.isPresent()) {
            // It has become so while we waited for those who found that out.
            permits.release();
            return Answer.refused(away.get());
        }
        return await(who, new Question<>(question));
    }

    private <T> Answer<T> await(String who, Question<T> question) {
        try {
            threads.execute(question);
        } catch (RejectedExecutionException e) {
            permits.release();
            return Answer.refused(who + "cannot be asked now: too many others are");
        }
        try {
            T value = question.answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return value == null
                    ? Answer.refused(who + "returned null, which is a fault in it")
                    : new Answer<>(value, "");
        } catch (TimeoutException e) {
            silence.begin(late(who));
            question.giveUp();
            return Answer.refused(late(who));
        } catch (ExecutionException e) {
            return Answer.refused(failure(who, e.getCause()));
        } catch (InterruptedException e) {
            question.giveUp();
            return interrupted();
        }
    }

    /** Only sentences that are written for people are shown: any other message may hold the secret. */
    private static String failure(String who, Throwable thrown) {
        return thrown instanceof ConnectorException told
                ? told.getMessage()
                : who + "failed with " + thrown.getClass().getSimpleName();
    }

    private String late(String who) {
        return who + "gave no answer within " + limit.toMillis() + " ms";
    }

    private static <T> Answer<T> interrupted() {
        Thread.currentThread().interrupt();
        return Answer.refused(Answer.INTERRUPTION);
    }

    /** Its permit is given back when the provider has ended it, whoever still waits. */
    private final class Question<T> implements Runnable {
        private final Function<SecretProvider, T> question;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        /** While it is asked; guarded by this, as are those below. */
        private Thread thread;

        private boolean ended;
        private boolean givenUp;

        Question(Function<SecretProvider, T> question) {
            this.question = question;
        }

        @Override
        public void run() {
            long begun = System.nanoTime();
            try {
                if (begin()) {
                    answer.complete(question.apply(service));
                }
            } catch (Throwable thrown) {
                // Before the next gets the permit.
                failed(thrown, System.nanoTime() - begun);
                answer.completeExceptionally(thrown);
            } finally {
                end();
            }
        }

        /** Who was given up was interrupted, and says nothing of what it asks. */
        private synchronized void failed(Throwable thrown, long took) {
            if (!givenUp) {
                silence.afterFailure(scheme, thrown, took);
            }
        }

        private synchronized boolean begin() {
            thread = Thread.currentThread();
            return !givenUp;
        }

        private synchronized void end() {
            thread = null;
            ended = true;
            if (givenUp) {
                hung.decrementAndGet();
            }
            permits.release();
        }

        synchronized void giveUp() {
            if (!ended) {
                givenUp = true;
                hung.incrementAndGet();
                if (thread != null) {
                    thread.interrupt();
                }
            }
        }
    }
}
