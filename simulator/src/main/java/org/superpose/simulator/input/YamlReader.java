package org.superpose.simulator.input;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads one YAML document of mappings, lists and single values into nodes with positions.
 * Aliases (with which a few lines can stand for gigabytes), anchors on mappings and lists, tags, several documents and duplicate keys are
 * refused; an anchor on a single value, of which no alias can make use, is not noticed.
 */
final class YamlReader {
    static final int DEEPEST = 50;

    private final String source;
    private final YAMLParser parser;

    private YamlReader(String source, YAMLParser parser) {
        this.source = source;
        this.parser = parser;
    }

    static Node.Mapping read(String source, String text) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            return new YamlReader(source, parser).document();
        } catch (InputException e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw refused(source, e);
        } catch (IOException | RuntimeException e) {   // the parser lets a few number format errors of its own through
            throw new InputException(source, 0, 0, "cannot be read as YAML: " + e.getMessage(), e);
        }
    }

    private Node.Mapping document() throws IOException {
        if (parser.nextToken() == null) {
            throw new InputException(source, 0, 0, "is empty; expected YAML keys and values", null);
        }
        Node root = node(1);
        if (!(root instanceof Node.Mapping mapping)) {
            throw new InputException(source, root.line(), root.column(), "expected keys and values such as \"seed: 7\"", null);
        }
        if (parser.nextToken() != null) {
            throw here("more than one YAML document; keep one and remove the line \"---\" before the next");
        }
        return mapping;
    }

    private Node node(int depth) throws IOException {
        refuseReferences();
        if (depth > DEEPEST) {
            throw here("nested deeper than " + DEEPEST + " levels; flatten it");
        }
        JsonLocation at = parser.currentTokenLocation();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(at, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Node> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(depth + 1));
            }
            return new Node.Sequence(Collections.unmodifiableList(items), at.getLineNr(), at.getColumnNr());
        }
        if (token == JsonToken.VALUE_NULL) {
            return new Node.Nothing(at.getLineNr(), at.getColumnNr());
        }
        return new Node.Scalar(parser.getText(), at.getLineNr(), at.getColumnNr());
    }

    private Node.Mapping mapping(JsonLocation start, int depth) throws IOException {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            refuseReferences();
            String key = parser.currentName();
            JsonLocation at = parser.currentTokenLocation();
            Node.Entry before = entries.get(key);
            if (before != null) {
                throw here("key " + InputException.quote(key) + " stands already in line " + before.line() + "; keep one of them");
            }
            parser.nextToken();
            entries.put(key, new Node.Entry(node(depth + 1), at.getLineNr(), at.getColumnNr(), false));
        }
        return new Node.Mapping(Collections.unmodifiableMap(entries), start.getLineNr(), start.getColumnNr());
    }

    private void refuseReferences() throws IOException {
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw here("anchors and aliases (& and *) are not taken; write the value out");
        }
        if (parser.getTypeId() != null) {
            throw here("tags such as !!" + parser.getTypeId().replace("tag:yaml.org,2002:", "") + " are not taken; write the plain value");
        }
    }

    private InputException here(String message) {
        JsonLocation at = parser.currentTokenLocation();
        return new InputException(source, at.getLineNr(), at.getColumnNr(), message, null);
    }

    private static InputException refused(String source, JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            String context = marked.getContext() == null ? "" : " " + marked.getContext();
            return new InputException(source, marked.getProblemMark().getLine() + 1, marked.getProblemMark().getColumn() + 1,
                    "not YAML" + context + ": " + marked.getProblem(), e);
        }
        JsonLocation at = e.getLocation();
        return new InputException(source, at == null ? 0 : Math.max(0, at.getLineNr()), at == null ? 0 : Math.max(0, at.getColumnNr()),
                "not YAML: " + e.getOriginalMessage(), e);
    }
}
