package org.superpose.simulator.network;

import java.nio.ByteBuffer;

/** How a safetensors file stores one number, little-endian; the names are the file format's own. */
public enum ElementType {
    /** IEEE 754 binary64. */
    F64(8) {
        @Override
        double read(ByteBuffer from) {
            return from.getDouble();
        }

        @Override
        void write(double value, ByteBuffer into) {
            into.putDouble(value);
        }

        @Override
        public double rounded(double value) {
            return value;
        }
    },
    /** IEEE 754 binary32: rounded to nearest, ties to even. */
    F32(4) {
        @Override
        double read(ByteBuffer from) {
            return from.getFloat();
        }

        @Override
        void write(double value, ByteBuffer into) {
            into.putFloat((float) value);
        }

        @Override
        public double rounded(double value) {
            return (float) value;
        }
    },
    /** The upper half of a binary32. A {@code double} is rounded to binary32 and then again, ties to even, as PyTorch's {@code .float().bfloat16()} does. */
    BF16(2) {
        @Override
        double read(ByteBuffer from) {
            return Float.intBitsToFloat(from.getShort() << 16);
        }

        @Override
        void write(double value, ByteBuffer into) {
            into.putShort((short) (Float.floatToIntBits((float) rounded(value)) >>> 16));
        }

        @Override
        public double rounded(double value) {
            int bits = Float.floatToIntBits((float) value);
            return Float.intBitsToFloat(bits + 0x7fff + (bits >>> 16 & 1) & 0xffff0000);   // half a unit, less one bit where the kept part is even
        }
    };

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes that one number takes. */
    int bytes() {
        return bytes;
    }

    abstract double read(ByteBuffer from);

    abstract void write(double value, ByteBuffer into);

    /** The number that a file of this type gives back for a finite {@code value}; infinite if it is too large for the type. */
    public abstract double rounded(double value);
}
