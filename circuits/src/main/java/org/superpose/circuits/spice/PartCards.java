package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;

/**
 * The parts of a circuit as cards of a deck: elements and instances, the models that they name, and subcircuits, each once. Where instances of a subcircuit differ in the values of some components, these values are its parameters, with those of the
 * subcircuit as defaults; where they differ in more than that, or in very many values, there is a subcircuit for each.
 */
final class PartCards {
    /** Beyond it nobody reads the list of a subcircuit's parameters, and ngspice 39 takes no more than some hundreds. */
    private static final int MOST_PARAMETERS = 100;
    private static final Pattern BOUNDARY = Pattern.compile("(?<=[ =()])|(?=[ =()])");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?(E-?\\d+)?");
    private static final Pattern KEY = Pattern.compile("(\\w+)=");
    /** What a parameter may be called as it is: functions and constants of ngspice are called otherwise. */
    private static final Pattern NUMBERED = Pattern.compile("[a-z]{1,2}\\d+");

    private final boolean ours;
    private final Map<String, String> remarks;
    private final WrittenNames names;
    private final Definitions definitions;
    private final ComponentCards top;
    private final List<Family> families = new ArrayList<>();                   // those within others before these
    private final Map<List<Object>, Family> byContent = new HashMap<>();
    private final Map<Subcircuit, Family> ofSubcircuit = new IdentityHashMap<>();      // to hash what thousands of instances are of would take seconds
    private final Map<Subcircuit, ComponentCards> bodies = new IdentityHashMap<>();
    private final List<String> cards = new ArrayList<>();

    /**
     * Cards of a circuit.
     *
     * @param ours    whether our own reader is to read them, and not ngspice
     * @param remarks comments to be set before parts, by their paths
     * @param names   of what stands outermost
     */
    PartCards(Circuit circuit, boolean ours, Map<String, String> remarks, WrittenNames names) {
        this.ours = ours;
        this.remarks = remarks;
        this.names = names;
        definitions = new Definitions(names);
        Map<String, Use> uses = new HashMap<>();
        for (Part part : circuit.parts()) {
            if (part instanceof Instance instance) {
                uses.put(instance.name(), use(instance, Map.of(), ""));
            }
        }
        for (Family family : families) {
            use(family.subcircuit, Map.of(), family.path);      // the defaults of parameters
        }
        top = new ComponentCards(ours, names, definitions, List.of(), circuit.parts(), bodies);
        families.forEach(Family::define);
        for (Part part : circuit.parts()) {
            remark("", part, cards);
            cards.add(definitions.resolved(part instanceof Component component ? top.card(component) : uses.get(part.name()).card(top.head((Instance) part), Set.of())));
        }
        cards.addAll(definitions.cards());
    }

    /** All cards, a line or more each. */
    List<String> cards() {
        return cards.stream().map(ComponentCards::folded).toList();
    }

    /** A node as the deck calls it. */
    String node(String name) {
        return top.node(name);
    }

    /** A component as the deck calls it. */
    String name(String component) {
        return top.name(component);
    }

    private void remark(String path, Part part, List<String> to) {
        String remark = remarks.get(path + part.name());
        if (remark != null) {
            to.add("* " + WrittenNames.plain(remark));
        }
    }

    /** The use of a subcircuit that an instance is, in a place where some of what is within it may be replaced. */
    private Use use(Instance instance, Map<String, Component> outer, String path) {
        Map<String, Component> replaced = new HashMap<>(instance.replaced());
        String prefix = instance.name() + ".";
        outer.forEach((inner, component) -> {
            if (inner.startsWith(prefix)) {
                replaced.put(inner.substring(prefix.length()), component);
            }
        });
        return use(instance.subcircuit(), replaced, path + prefix);
    }

    private Use use(Subcircuit subcircuit, Map<String, Component> replaced, String path) {
        Family family = family(subcircuit, path);
        Use known = family.uses.get(replaced);
        if (known != null) {
            return known;
        }
        Use use = new Use(replaced);
        family.uses.put(replaced, use);
        for (Part part : subcircuit.parts()) {
            if (part instanceof Instance inner) {
                use.inner.put(inner.name(), use(inner, replaced, path));
            }
        }
        return use;
    }

    /** Of a subcircuit and all that are equal to it. */
    private Family family(Subcircuit subcircuit, String path) {
        Family known = ofSubcircuit.get(subcircuit);
        if (known != null) {
            return known;
        }
        List<Object> content = new ArrayList<>(List.of(subcircuit.name(), subcircuit.purpose(), subcircuit.ports()));
        for (Part part : subcircuit.parts()) {
            content.add(part instanceof Instance inner ? List.of(inner.name(), family(inner.subcircuit(), path + inner.name() + "."), inner.nodes(), inner.replaced()) : part);
        }
        Family family = byContent.get(content);
        if (family == null) {
            family = new Family(subcircuit, path);
            byContent.put(content, family);
            families.add(family);
        }
        ofSubcircuit.put(subcircuit, family);
        bodies.put(subcircuit, family.body);
        return family;
    }

    /** A subcircuit with certain values, wherever it stands. */
    private static final class Use {
        private final Map<String, Component> replaced;
        private final Map<String, Use> inner = new HashMap<>();                // of its own instances, by their names
        private String subcircuit;
        private Map<String, String> arguments = Map.of();
        private Map<String, String> defaults = Map.of();

        Use(Map<String, Component> replaced) {
            this.replaced = replaced;
        }

        /** Of an instance that it is. */
        String card(String head, Set<String> stating) {
            StringBuilder card = new StringBuilder(head).append(' ').append(subcircuit);
            arguments.forEach((name, value) -> {
                if (!value.equals(defaults.get(name)) || stating.contains(name)) {
                    card.append(' ').append(name).append('=').append(value);
                }
            });
            return card.toString();
        }
    }

    /** A subcircuit with all its uses. */
    private final class Family {
        private final Subcircuit subcircuit;
        private final String path;                              // of its first instance
        private final WrittenNames local = new WrittenNames();
        private final ComponentCards body;
        private final Map<Map<String, Component>, Use> uses = new LinkedHashMap<>();

        Family(Subcircuit subcircuit, String path) {
            this.subcircuit = subcircuit;
            this.path = path;
            body = new ComponentCards(ours, local, definitions, subcircuit.ports(), subcircuit.parts(), bodies);
            subcircuit.parts().forEach(part -> part.nodes().forEach(names::avoid));
        }

        /** Says what each use is called and which arguments it has. */
        private void define() {
            List<Use> all = new ArrayList<>(List.of(uses.get(Map.<String, Component>of())));
            uses.values().stream().filter(use -> !use.replaced.isEmpty()).forEach(all::add);
            Parameters parameters = new Parameters(all.size());
            String text = text(all, parameters);
            if (text != null) {
                StringBuilder declared = new StringBuilder();
                parameters.values.forEach((name, values) -> declared.append(' ').append(name).append('=').append(values.get(0)));
                String reference = definitions.subcircuit(subcircuit.name(), ports() + declared + text);
                for (int u = 0; u < all.size(); u++) {
                    Use use = all.get(u);
                    use.subcircuit = reference;
                    use.defaults = parameters.of(0);
                    use.arguments = parameters.of(u);
                }
            } else {
                for (Use use : all) {
                    use.subcircuit = definitions.subcircuit(subcircuit.name(), ports() + text(List.of(use), new Parameters(1)));
                }
            }
        }

        private String ports() {
            StringBuilder ports = new StringBuilder();
            subcircuit.ports().forEach(port -> ports.append(ports.isEmpty() ? "" : " ").append(local.node(port)));
            return ports.toString();
        }

        /** What stands in the subcircuit for some uses, or null if they differ in more than parameters can say. */
        private String text(List<Use> all, Parameters parameters) {
            List<String> lines = new ArrayList<>();
            if (!subcircuit.purpose().isEmpty()) {
                lines.add("* " + WrittenNames.plain(subcircuit.purpose()));
            }
            local.changes().forEach(change -> lines.add("* " + change));
            List<String> models = new ArrayList<>();
            for (Part part : subcircuit.parts()) {
                List<String> alternatives = part instanceof Component component ? components(component, all) : instances((Instance) part, all);
                String word = part instanceof Component ? body.name(part.name()) : local.instance(part.name());
                String card = parameters.merged(alternatives, word.replaceAll("\\W", "_"), models);
                if (card == null || parameters.values.size() > MOST_PARAMETERS) {
                    return null;
                }
                remark(path, part, lines);
                lines.add(card);
            }
            lines.addAll(models);
            StringBuilder text = new StringBuilder();
            lines.forEach(line -> text.append('\n').append(line));
            return text.toString();
        }

        private List<String> components(Component original, List<Use> all) {
            List<Component> present = all.stream().map(use -> use.replaced.getOrDefault(original.name(), original)).toList();
            if (new HashSet<>(present).size() == 1) {
                return List.of(body.card(present.get(0)));
            }
            List<String> shortest = present.stream().map(component -> body.card(component, original, Set.of())).toList();
            Set<String> keys = keys(shortest);
            return present.stream().map(component -> body.card(component, original, keys)).toList();
        }

        private List<String> instances(Instance instance, List<Use> all) {
            String head = body.head(instance);
            List<String> shortest = all.stream().map(use -> use.inner.get(instance.name()).card(head, Set.of())).toList();
            if (new HashSet<>(shortest).size() == 1) {
                return List.of(shortest.get(0));
            }
            Set<String> keys = keys(shortest);
            return all.stream().map(use -> use.inner.get(instance.name()).card(head, keys)).toList();
        }

        private static Set<String> keys(List<String> cards) {
            Set<String> keys = new LinkedHashSet<>();
            for (String card : cards) {
                Matcher key = KEY.matcher(card);
                while (key.find()) {
                    keys.add(key.group(1));
                }
            }
            return keys;
        }

        /** Parameters of this subcircuit and their values in each use. */
        private final class Parameters {
            private final int uses;
            private final Map<String, List<String>> values = new LinkedHashMap<>();

            Parameters(int uses) {
                this.uses = uses;
            }

            /** In one use. */
            Map<String, String> of(int use) {
                Map<String, String> of = new LinkedHashMap<>();
                values.forEach((name, all) -> of.put(name, all.get(use)));
                return of;
            }

            /**
             * Cards that differ in numbers as one with parameters in their places; null if they differ in more.
             *
             * @param cards  one, or one for each use
             * @param word   with which names of parameters begin
             * @param models gets those that depend on parameters
             */
            String merged(List<String> cards, String word, List<String> models) {
                if (cards.size() < uses) {
                    return cards.get(0);
                }
                List<String[]> split = cards.stream().map(BOUNDARY::split).toList();
                String[] first = split.get(0);
                StringBuilder merged = new StringBuilder();
                for (int t = 0; t < first.length; t++) {
                    int token = t;
                    if (split.stream().anyMatch(other -> other.length != first.length)) {
                        return null;
                    }
                    List<String> words = split.stream().map(other -> other[token]).toList();
                    String one;
                    if (new HashSet<>(words).size() == 1) {
                        one = first[t];
                    } else if (words.stream().allMatch(text -> NUMBER.matcher(text).matches())) {
                        one = "{" + parameter(t > 1 && first[t - 1].equals("=") ? word + "_" + first[t - 2] : NUMBERED.matcher(word).matches() ? word : word + "_value", words) + "}";
                    } else {
                        one = model(words.stream().map(definitions::referred).toList(), word, models);
                    }
                    if (one == null) {
                        return null;
                    }
                    merged.append(one);
                }
                return merged.toString();
            }

            private String model(List<Definitions.Definition> differing, String word, List<String> models) {
                if (differing.stream().anyMatch(definition -> definition == null || definition.subcircuit())) {
                    return null;
                }
                String law = merged(differing.stream().map(Definitions.Definition::text).toList(), word, models);
                if (law == null) {
                    return null;
                }
                String name = local.fresh(differing.get(0).name() + "_" + word);
                models.add(".model " + name + " " + law);
                return name;
            }

            private String parameter(String like, List<String> ofUses) {
                String name = local.other(like, values.keySet());
                values.put(name, ofUses);
                return name;
            }
        }
    }
}
