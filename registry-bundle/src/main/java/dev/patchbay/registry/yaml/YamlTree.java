package dev.patchbay.registry.yaml;

import dev.patchbay.registry.config.Position;
import dev.patchbay.registry.yaml.YamlNode.Fault;
import dev.patchbay.registry.yaml.YamlNode.Items;
import dev.patchbay.registry.yaml.YamlNode.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Makes a tree of a text. Nothing in the text is turned into anything but texts, lists and mappings: tags are refused, and
 * no object is ever made of one.
 */
final class YamlTree {
    private static final int DEEPEST = 50;
    private static final long LARGEST = 5_000_000;
    private static final String TEXT_TAG = "tag:yaml.org,2002:str";

    private final Iterator<Event> events;
    private final Map<Anchor, YamlNode> anchors = new HashMap<>();
    private long size;

    private YamlTree(String text) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** Empty if there is nothing but comments. */
    static Optional<YamlNode> read(String text) throws BrokenYamlException {
        try {
            return new YamlTree(text).document();
        } catch (YamlEngineException e) {
            throw YamlSyntax.fault(e, text);
        }
    }

    private Optional<YamlNode> document() throws BrokenYamlException {
        YamlNode root = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent node) {
                if (root != null) {
                    throw new BrokenYamlException(
                            "has a second document; make one of them, without '---' between", at(event));
                }
                root = node(node, 0);
            }
        }
        return Optional.ofNullable(root);
    }

    private YamlNode node(NodeEvent event, int depth) throws BrokenYamlException {
        if (depth > DEEPEST) {
            throw new BrokenYamlException("is nested deeper than " + DEEPEST + " levels; make it flatter", at(event));
        }
        if (event instanceof AliasEvent alias) {
            return meant(alias);
        }
        count(1, event);
        YamlNode node = made(event, depth);
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
        return node;
    }

    /** What stands behind an alias counts each time, so that few of them cannot stand for more than memory can hold. */
    private YamlNode meant(AliasEvent alias) throws BrokenYamlException {
        YamlNode node = anchors.get(alias.getAlias());
        if (node == null) {
            return new Fault(
                    "begins with '*', which in YAML refers to something that is complete and marked with '&' before it, "
                            + "and there is no such thing; put it in quotes if it is a text",
                    at(alias));
        }
        count(node.size(), alias);
        return node;
    }

    private void count(long parts, Event event) throws BrokenYamlException {
        size += parts;
        if (size > LARGEST) {
            throw new BrokenYamlException(
                    "stands for more than " + LARGEST + " values with its aliases; make several files of it, or use "
                            + "fewer aliases",
                    at(event));
        }
    }

    private YamlNode made(NodeEvent event, int depth) throws BrokenYamlException {
        if (event instanceof ScalarEvent scalar) {
            return refused(scalar.getTag(), event).orElseGet(() -> text(scalar));
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        YamlNode node = start.getEventId() == Event.ID.SequenceStart ? items(start, depth) : block(start, depth);
        return refused(start.getTag(), event).orElse(node);
    }

    private static Text text(ScalarEvent scalar) {
        return new Text(scalar.getValue(), scalar.isPlain() && scalar.getTag().isEmpty(), at(scalar));
    }

    /** What is taken for a tag may be a password that begins with one, and is not told. */
    private static Optional<YamlNode> refused(Optional<String> tag, Event event) {
        return tag.filter(each -> !each.equals("!") && !each.equals(TEXT_TAG))
                .map(each -> new Fault(
                        "begins with '!', which in YAML makes a tag of it, and none is taken here; put it in quotes if it "
                                + "is a text, else remove the tag",
                        at(event)));
    }

    private Items items(Event start, int depth) throws BrokenYamlException {
        List<YamlNode> items = new ArrayList<>();
        long before = size;
        for (Event event = events.next(); event instanceof NodeEvent node; event = events.next()) {
            items.add(node(node, depth + 1));
        }
        return new Items(List.copyOf(items), size - before + 1, at(start));
    }

    private YamlNode.Block block(Event start, int depth) throws BrokenYamlException {
        BlockEntries entries = new BlockEntries();
        long before = size;
        for (Event event = events.next(); event instanceof NodeEvent node; event = events.next()) {
            YamlNode key = node(node, depth + 1);
            entries.add(key, node((NodeEvent) events.next(), depth + 1));
        }
        return entries.block(size - before + 1, at(start));
    }

    private static Position at(Event event) {
        return event.getStartMark()
                .map(mark -> new Position(mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Position.NONE);
    }
}
