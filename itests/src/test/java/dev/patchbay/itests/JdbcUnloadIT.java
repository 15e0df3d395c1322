package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.PullRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.ClassRule;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** The connector jdbc and a database inside the JVM leave nothing when they are uninstalled: class, thread or file. */
public final class JdbcUnloadIT {
    private static final int CYCLES = Endurance.times(5, 100);
    private static final InstanceId STOCK = InstanceId.parse("jdbc~stock");

    @ClassRule
    public static final RunningHome HOME = RunningHome.empty();

    @Test
    public void leaveNoClassThreadOrOpenFile() throws Exception {
        Loaders loaders = new Loaders();
        Path database = HOME.aside("stock");
        Set<String> before = threads();
        for (int i = 1; i <= CYCLES; i++) {
            assertEquals(i, storeOneMore(loaders, database, i));
            Path file = Path.of(database + ".mv.db");
            assertEquals("nobody has it open", Set.of(), OpenFiles.under(HOME.aside("")));
            Files.move(Files.move(file, HOME.aside("moved")), file);
        }
        loaders.awaitForgotten();
        RunningHome.eventually().untilAsserted(() -> {
            Set<String> added = threads();
            added.removeAll(before);
            assertEquals(Set.of(), added);
        });
        assertEquals(List.of(), HOME.log().with("has gone, but"));
    }

    private static long storeOneMore(Loaders loaders, Path database, int number) throws Exception {
        Bundle driver = HOME.install(Bundles.named("h2"));
        driver.start();
        Bundle connector = HOME.install(Bundles.named("jdbc"));
        connector.start();
        loaders.see("h2", driver);
        loaders.see("jdbc", connector);
        HOME.awaitType("jdbc");
        HOME.registry()
                .configure(
                        STOCK,
                        Map.of(
                                "url",
                                "jdbc:h2:" + database + ";INIT=CREATE TABLE IF NOT EXISTS stock (id INT PRIMARY KEY)"));
        ConnectorHandle handle = HOME.handle(STOCK.toString());
        handle.push(List.of(ConnectorRecord.builder("stock")
                .id(Integer.toString(number))
                .field("id", number)
                .build()));
        long stored = handle.pullAll(PullRequest.of("stock")).count();
        connector.uninstall();
        driver.uninstall();
        HOME.registry().remove(STOCK);
        return stored;
    }

    /** Of whatever name; those of the runtime and of the test end when they are idle. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> !name.startsWith("awaitility") && !name.startsWith("patchbay-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
