package dev.patchbay.itests.leaky;

import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.ObjectName;

/** What a connector may start, each of which keeps its classes in memory until it is ended. */
final class Resources {
    /** Found by its own clients as long as this class is there, and so a client never goes by itself. */
    private static volatile HttpClient client;

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;
    private final Timer timer;
    private final ExecutorService pool;
    private final ObjectName bean;

    Resources(String name) {
        this.thread = new Thread(this::work, "leaky-worker-" + name);
        this.timer = new Timer("leaky-timer-" + name, true);
        this.pool = Executors.newFixedThreadPool(1, task -> {
            Thread made = new Thread(task, "leaky-pool-" + name);
            made.setDaemon(true);
            return made;
        });
        thread.setDaemon(true);
        thread.start();
        pool.execute(() -> {});
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        // Waits for an hour that never comes.
                    }
                },
                3_600_000);
        open(pool);
        this.bean = register(name);
    }

    void end(String forgotten) {
        if (!forgotten.equals("thread")) {
            end.countDown();
        }
        if (!forgotten.equals("timer")) {
            timer.cancel();
        }
        if (!forgotten.equals("pool")) {
            pool.shutdownNow();
        }
        if (!forgotten.equals("client")) {
            drop();
        }
        if (!forgotten.equals("bean")) {
            unregister();
        }
    }

    private void work() {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void open(ExecutorService pool) {
        client = HttpClient.newBuilder().executor(pool).build();
    }

    /** It can be closed from Java 21 on. */
    private static void drop() {
        HttpClient last = client;
        client = null;
        if (last instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    private static ObjectName register(String name) {
        try {
            ObjectName bean = new ObjectName(
                    "dev.patchbay.itests:type=Leaky,name=" + name + ",object=" + COUNT.incrementAndGet());
            ManagementFactory.getPlatformMBeanServer().registerMBean(new Leaky(), bean);
            return bean;
        } catch (JMException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void unregister() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(bean);
        } catch (JMException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** By the rules of management beans. */
    public interface LeakyMBean {
        int getNumber();
    }

    private static final class Leaky implements LeakyMBean {
        @Override
        public int getNumber() {
            return 1;
        }
    }
}
