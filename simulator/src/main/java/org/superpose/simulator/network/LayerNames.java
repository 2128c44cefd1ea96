package org.superpose.simulator.network;

import java.util.List;
import java.util.Optional;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;

/**
 * Where a file keeps the numbers of one layer.
 *
 * @param weight name of the tensor W {@code [outputs, inputs]}, for a PyTorch {@code Linear} called fc1 {@code fc1.weight}
 * @param bias   name of the tensor b {@code [outputs]}; absent for a layer without bias
 */
public record LayerNames(String weight, Optional<String> bias, Activation activation) {
    public LayerNames(String weight, String bias, Activation activation) {
        this(weight, Optional.of(bias), activation);
    }

    /** One entry of {@code layers} in YAML: {@code weight}, {@code bias} (absent for none) and {@code activation}, {@code relu} or {@code none}. */
    public static LayerNames read(Section section) {
        String activation = section.text("activation");
        if (!activation.equals("relu") && !activation.equals("none")) {
            throw section.error("activation", "expected relu or none, got " + InputException.quote(activation));
        }
        return new LayerNames(section.text("weight"), section.has("bias") ? Optional.of(section.text("bias")) : Optional.empty(),
                activation.equals("relu") ? Activation.RELU : Activation.IDENTITY);
    }

    /** All {@code layers} of the section {@code network}, at least one. */
    public static List<LayerNames> readAll(Section network) {
        List<Section> layers = network.sections("layers");
        if (layers.isEmpty()) {
            throw network.error("layers", "a network needs at least one layer");
        }
        return layers.stream().map(LayerNames::read).toList();
    }
}
