package dev.patchbay.itests.canary;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Source;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import org.osgi.service.log.LoggerFactory;
import org.slf4j.Logger;
import org.slf4j.MDC;

/** Tells its password in every way that a connector or a library of it has. */
final class CanaryConnector implements Source, Invoker {
    private static final Logger LOG = org.slf4j.LoggerFactory.getLogger("org.example.library");
    private static final java.util.logging.Logger JUL = java.util.logging.Logger.getLogger("org.example.jul");

    private final ConnectorContext context;
    private final LoggerFactory log;

    CanaryConnector(ConnectorContext context, LoggerFactory log) {
        this.context = context;
        this.log = log;
    }

    @Override
    public Page pull(PullRequest request, CallContext call) {
        return Page.last(
                List.of(ConnectorRecord.builder("things").fields(spelled()).build()));
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.builder("sing").description("Sings").build(),
                Operation.builder("fail")
                        .description("Fails as a connector may")
                        .build(),
                Operation.builder("fault").description("Fails as none may").build(),
                Operation.builder("stay").description("Does not end").build());
    }

    @Override
    public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
        switch (operation) {
            case "sing" -> sing();
            case "fail" -> throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, song(), trouble());
            case "fault" -> throw new IllegalStateException(song(), trouble());
            case "stay" -> stay();
            default ->
                throw new ConnectorException(ErrorCode.UNSUPPORTED_CAPABILITY, "'" + operation + "' is not sung");
        }
        return spelled();
    }

    @Override
    public Health health(CallContext call) {
        return Health.down("refused: " + song());
    }

    @Override
    public void close() {
        throw new IllegalStateException("not closed: " + song());
    }

    private void sing() {
        String before = Thread.currentThread().getName();
        Thread.currentThread().setName("worker " + token());
        MDC.put("authorization", song());
        try {
            LOG.warn("sings {}", song(), trouble());
            LOG.atWarn().addKeyValue("token", token()).addArgument(token()).log("sings {} with a key");
            JUL.log(Level.SEVERE, song(), trouble());
            log.getLogger(CanaryConnector.class).error("sings {}", song(), trouble());
            System.out.println("sings " + song());
            System.err.println("sings " + song());
            trouble().printStackTrace();
            Thread own = new Thread(() -> LOG.error("sings alone " + song()), "own " + token());
            own.start();
            own.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            MDC.remove("authorization");
            Thread.currentThread().setName(before);
        }
    }

    /** Under the password as the name of its thread, whatever interrupts it. */
    private void stay() {
        Path gate =
                Path.of(context.config(CanaryConnectorFactory.Settings.class).gate());
        Thread.currentThread().setName("stays " + token());
        while (!Files.exists(gate)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            Thread.interrupted();
        }
    }

    private Exception trouble() {
        Exception cause = new IllegalArgumentException("because of " + song());
        Exception trouble = new IllegalStateException("trouble with " + song(), cause);
        trouble.addSuppressed(new IllegalArgumentException("suppressed " + song()));
        return trouble;
    }

    private String song() {
        return spelled().toString()
                + context.config(CanaryConnectorFactory.Settings.class).url();
    }

    private Map<String, Object> spelled() {
        String token = token();
        Map<String, Object> spelled = new TreeMap<>();
        spelled.put("plain", token);
        for (String before : List.of("", "u", "me:")) {
            byte[] bytes = (before + token).getBytes(StandardCharsets.UTF_8);
            spelled.put("base64 " + before, Base64.getEncoder().encodeToString(bytes));
            spelled.put(
                    "base64url " + before,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        String encoded = URLEncoder.encode(token, StandardCharsets.UTF_8);
        spelled.put("url", "https://example.org/?token=" + encoded + "&x=1");
        spelled.put("url %20", encoded.replace("+", "%20"));
        spelled.put("list", List.of(token, Map.of("inner", token)));
        return spelled;
    }

    private String token() {
        return context.secret("token").reveal();
    }
}
