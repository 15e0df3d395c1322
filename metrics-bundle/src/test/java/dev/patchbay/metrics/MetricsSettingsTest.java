package dev.patchbay.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsSettingsTest {
    private static final Optional<Path> HOME = Optional.of(Path.of("/srv/patchbay"));

    @Test
    void areOfThisMachineOnlyUnlessTheySayOtherwise() {
        MetricsSettings settings = new MetricsSettings(Map.of("port", " 9464 "), HOME);

        assertEquals(List.of(), settings.problems());
        assertEquals(Optional.of(9464), settings.port());
        assertEquals("127.0.0.1", settings.address());
        assertEquals(Optional.empty(), settings.file());
    }

    @Test
    void nameAFileInTheHomeOrElsewhere() {
        MetricsSettings inHome = new MetricsSettings(Map.of("file", "data/patchbay.prom"), HOME);
        MetricsSettings elsewhere =
                new MetricsSettings(Map.of("file", "/var/lib/x/patchbay.prom", "file.interval", "1m"), HOME);

        assertEquals(Optional.of(Path.of("/srv/patchbay/data/patchbay.prom")), inHome.file());
        assertEquals(Duration.ofSeconds(15), inHome.interval());
        assertEquals(Optional.of(Path.of("/var/lib/x/patchbay.prom")), elsewhere.file());
        assertEquals(Duration.ofMinutes(1), elsewhere.interval());
    }

    @Test
    void tellAllThatIsWrongAtOnceAndKeepWhatIsRight() {
        MetricsSettings settings = new MetricsSettings(
                Map.of(
                        "port", "http",
                        "file", "data/patchbay.prom",
                        "file.interval", "often",
                        "prot", "1",
                        "service.pid", "metrics",
                        "patchbay.file", "/x"),
                HOME);

        assertEquals(
                List.of(
                        "'prot' is not a setting of the metrics; there are address, file, file.interval, port",
                        "'port' is 'http', which is no port; write a number up to 65535, such as 9464",
                        "'file.interval' is 'often', which is no time from 1s to 24h; write one, such as 15s"),
                settings.problems());
        assertEquals(Optional.empty(), settings.port());
        assertEquals(Duration.ofSeconds(15), settings.interval());
        assertEquals(Optional.of(Path.of("/srv/patchbay/data/patchbay.prom")), settings.file());
    }

    @Test
    void refuseAPortThatIsTooHighAndAFileThatNobodyReads() {
        MetricsSettings settings = new MetricsSettings(Map.of("port", "65536", "file", "metrics.txt"), HOME);

        assertEquals(2, settings.problems().size());
        assertEquals(Optional.empty(), settings.port());
        assertEquals(Optional.empty(), settings.file());
    }

    @Test
    void tellThatNothingIsSet() {
        assertEquals(
                List.of("neither 'port' nor 'file' is set, so the metrics are shown by 'metrics' only; set one of them,"
                        + " such as port = 9464"),
                new MetricsSettings(Map.of("address", "0.0.0.0"), HOME).problems());
    }
}
