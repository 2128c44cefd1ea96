package org.superpose.circuits.semiconductor;

import java.util.Map;

/**
 * A model card of field-effect transistors: of a channel of electrons or of holes.
 *
 * @param <M> the kind of model
 */
public abstract sealed class FieldEffectModel<M extends FieldEffectModel<M>> extends DeviceModel<M> permits JunctionFieldEffectModel, MosfetModel, EkvModel {
    private final boolean nChannel;

    FieldEffectModel(String name, boolean nChannel, Map<String, Double> given) {
        super(name, given);
        this.nChannel = nChannel;
    }

    public final boolean isNChannel() {
        return nChannel;
    }

    /** The factor that makes voltages and currents those of an n-channel. */
    final double polarity() {
        return nChannel ? 1 : -1;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && nChannel == ((FieldEffectModel<?>) other).nChannel;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Boolean.hashCode(nChannel);
    }
}
