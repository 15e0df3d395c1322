package dev.patchbay.metrics;

import dev.patchbay.api.BundleVerb;
import dev.patchbay.api.Console;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The verb {@code metrics}. */
@Component(
        property = {
            BundleVerb.NAME + "=metrics",
            BundleVerb.SUMMARY + "=Shows calls and instances as metrics, in the text format of Prometheus",
            BundleVerb.OPERANDS + "=NAME"
        })
public final class ShowMetrics implements BundleVerb {
    private static final String HELP = """
            NAME is that of a metric or how some of them begin; without one all are shown. Those of calls count from the
            start of the bundle on. docs/metrics.md tells what each means.

              metrics patchbay_calls patchbay_instance_health
            """;

    private final MetricsText metrics;

    @Activate
    public ShowMetrics(@Reference MetricsText metrics) {
        this.metrics = metrics;
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public void run(List<String> operands, Console console) {
        List<String> names = metrics.names();
        for (String each : operands) {
            if (names.stream().noneMatch(name -> name.startsWith(plain(each)))) {
                throw new IllegalArgumentException(
                        "there is no metric '" + each + "'; there are " + String.join(", ", names));
            }
        }
        byte[] text = metrics.text(
                PrometheusTextFormatWriter.create(),
                name -> operands.isEmpty() || operands.stream().anyMatch(each -> name.startsWith(plain(each))));
        console.out().print(new String(text, StandardCharsets.UTF_8));
    }

    @Override
    public List<String> candidates(List<String> before) {
        return metrics.names();
    }

    /** As it is written in a query, so it may be written here. */
    private static String plain(String name) {
        return name.replaceFirst("_(total|bucket|sum|count)$", "");
    }
}
