package dev.patchbay.registry.config;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.felix.metatype.Designate;
import org.apache.felix.metatype.MetaData;
import org.apache.felix.metatype.OCD;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the schema of a connector type from the Metatype documents of its bundle, which need not be resolved: no class of
 * it is loaded.
 */
public final class MetatypeSchema {
    private static final Logger LOG = LoggerFactory.getLogger(MetatypeSchema.class);
    private static final String FOLDER = "OSGI-INF/metatype";
    private static final String DEFAULT_LOCALIZATION = "OSGI-INF/l10n/bundle";

    private final CommonSettings common;

    public MetatypeSchema(CommonSettings common) {
        this.common = common;
    }

    /** The schema of a type, common settings last; an open one if the bundle declares none that can be read. */
    public Schema read(Bundle bundle, String type) {
        for (URL document : documents(bundle)) {
            Optional<Schema> schema = read(bundle, document, type);
            if (schema.isPresent()) {
                return schema.get();
            }
        }
        return of(type, List.of()).open();
    }

    /** The schema of a type that has these attributes; what they say of a common setting does not count. */
    public Schema of(String type, List<Attribute> own) {
        return withCommon(type, "", own);
    }

    private Schema withCommon(String type, String description, List<Attribute> own) {
        List<Attribute> all = new ArrayList<>();
        own.stream().filter(each -> !common.isCommon(each.key())).forEach(all::add);
        all.addAll(common.attributes());
        return Schema.of(type, description, all);
    }

    private Optional<Schema> read(Bundle bundle, URL document, String type) {
        try {
            MetaData data = new TolerantReader().parse(document);
            return data == null
                    ? Optional.empty()
                    : definition(data, type).map(ocd -> schema(type, ocd, localization(bundle, data)));
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "bundle '{}': '{}' is no Metatype document, so '{}' has no schema; build the bundle again ({})",
                    bundle.getSymbolicName(),
                    document.getPath(),
                    type,
                    e.getMessage());
            return Optional.empty();
        }
    }

    private Schema schema(String type, OCD ocd, Properties texts) {
        List<Attribute> own = new ArrayList<>();
        if (ocd.getAttributeDefinitions() != null) {
            for (Object attribute : ocd.getAttributeDefinitions().values()) {
                own.add(((TolerantReader.RawAttribute) attribute).toAttribute(text -> localized(text, texts)));
            }
        }
        return withCommon(type, localized(ocd.getDescription(), texts), own);
    }

    private static Optional<OCD> definition(MetaData data, String type) {
        if (data.getDesignates() == null || data.getObjectClassDefinitions() == null) {
            return Optional.empty();
        }
        String pid = ConnectorPid.PREFIX + type;
        Map<?, ?> definitions = data.getObjectClassDefinitions();
        for (Object each : data.getDesignates()) {
            Designate designate = (Designate) each;
            if (pid.equals(designate.getFactoryPid()) || pid.equals(designate.getPid())) {
                return Optional.ofNullable(
                        (OCD) definitions.get(designate.getObject().getOcdRef()));
            }
        }
        return Optional.empty();
    }

    private static List<URL> documents(Bundle bundle) {
        Enumeration<String> paths = bundle.getEntryPaths(FOLDER);
        return paths == null
                ? List.of()
                : Collections.list(paths).stream()
                        .filter(path -> path.endsWith(".xml"))
                        .sorted()
                        .map(bundle::getEntry)
                        .filter(Objects::nonNull)
                        .toList();
    }

    /** The texts behind {@code %keys}, in the default language. */
    private static Properties localization(Bundle bundle, MetaData data) {
        Properties texts = new Properties();
        String base = data.getLocalePrefix() == null ? DEFAULT_LOCALIZATION : data.getLocalePrefix();
        URL entry = bundle.getEntry(base + ".properties");
        if (entry != null) {
            try (InputStream bytes = entry.openStream();
                    InputStreamReader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
                texts.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                LOG.debug("The texts in '{}' cannot be read", entry, e);
            }
        }
        return texts;
    }

    private static String localized(String text, Properties texts) {
        if (text == null) {
            return "";
        }
        return text.startsWith("%") ? texts.getProperty(text.substring(1), text.substring(1)) : text;
    }
}
