package dev.patchbay.metrics;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.InstanceId;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All metrics as text, as they are when somebody asks: asks no external system, and makes no connector. Thread-safe. */
@Component(service = MetricsText.class)
public final class MetricsText {
    private final CallMetrics calls;
    private final Supplier<List<InstanceStatus>> instances;
    private final Function<InstanceId, LimitStatus> limits;

    @Activate
    public MetricsText(@Reference CallMetrics calls, @Reference ConnectorRegistry registry) {
        this(calls, () -> registry.instances(InstanceFilter.all()), registry::limits);
    }

    MetricsText(CallMetrics calls, Supplier<List<InstanceStatus>> instances, Function<InstanceId, LimitStatus> limits) {
        this.calls = calls;
        this.instances = instances;
        this.limits = limits;
    }

    /** In the text format of Prometheus. */
    byte[] text() {
        return text(PrometheusTextFormatWriter.create(), name -> true);
    }

    /** @param wanted by their names, as {@link #names} has them */
    byte[] text(ExpositionFormatWriter writer, Predicate<String> wanted) {
        List<MetricSnapshot> some =
                snapshots().stream().filter(each -> wanted.test(name(each))).toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.write(bytes, new MetricSnapshots(some));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Without {@code _total}, {@code _bucket} and the like. */
    List<String> names() {
        return snapshots().stream().map(MetricsText::name).sorted().toList();
    }

    private static String name(MetricSnapshot snapshot) {
        return snapshot.getMetadata().getPrometheusName();
    }

    /** Each time also lets go of what is counted for those who have gone. */
    private List<MetricSnapshot> snapshots() {
        List<InstanceStatus> statuses = instances.get();
        calls.forgetAllBut(statuses);
        List<MetricSnapshot> all = new ArrayList<>(calls.snapshots());
        all.addAll(InstanceGauges.of(statuses, this::limits));
        return all;
    }

    private Optional<LimitStatus> limits(InstanceId id) {
        try {
            return Optional.of(limits.apply(id));
        } catch (ConnectorException gone) {
            return Optional.empty();
        }
    }
}
