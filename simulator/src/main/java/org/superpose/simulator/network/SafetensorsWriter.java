package org.superpose.simulator.network;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a safetensors file. The same tensors and metadata give the same bytes, in whatever order they were added: widest element type first
 * and then by name, as the format's own library does; metadata by key; the header padded with spaces so that the numbers begin at a multiple
 * of 8 bytes.
 */
public final class SafetensorsWriter {
    private final Map<String, String> metadata = new TreeMap<>();
    private final List<Tensor> tensors = new ArrayList<>();

    private record Tensor(String name, ElementType type, int[] shape, double[][] rows) {
        long bytes() {
            return (long) type.bytes() * rows.length * rows[0].length;
        }
    }

    /** A line of free text for the header. */
    public SafetensorsWriter metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** A tensor of shape {@code [rows, columns]}; {@code rows} are not copied. */
    public SafetensorsWriter matrix(String name, ElementType type, double[][] rows) {
        return add(new Tensor(name, type, new int[] {rows.length, rows[0].length}, rows));
    }

    /** A tensor of shape {@code [length]}; {@code values} are not copied. */
    public SafetensorsWriter vector(String name, ElementType type, double[] values) {
        return add(new Tensor(name, type, new int[] {values.length}, new double[][] {values}));
    }

    private SafetensorsWriter add(Tensor tensor) {
        if (tensor.name.equals("__metadata__") || tensors.stream().anyMatch(other -> other.name.equals(tensor.name))) {
            throw new IllegalArgumentException("tensor name " + tensor.name + " is already in use");
        }
        for (double[] row : tensor.rows) {
            if (row.length == 0 || row.length != tensor.rows[0].length) {
                throw new IllegalArgumentException("tensor " + tensor.name + ": every row needs as many numbers, and at least one");
            }
            for (double value : row) {
                if (!Double.isFinite(tensor.type.rounded(value))) {
                    throw new IllegalArgumentException("tensor " + tensor.name + ": " + value + " cannot be stored as " + tensor.type);
                }
            }
        }
        tensors.add(tensor);
        return this;
    }

    /** Writes {@code file} anew; it appears under its name only when it is complete. */
    public void write(Path file) throws IOException {
        List<Tensor> inOrder = new ArrayList<>(tensors);
        inOrder.sort(Comparator.comparing(Tensor::type, Comparator.comparingInt(ElementType::bytes).reversed()).thenComparing(Tensor::name));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                byte[] header = header(inOrder);
                out.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
                out.write(header);
                for (Tensor tensor : inOrder) {
                    ByteBuffer row = ByteBuffer.allocate(tensor.type.bytes() * tensor.rows[0].length).order(ByteOrder.LITTLE_ENDIAN);
                    for (double[] values : tensor.rows) {
                        row.clear();
                        for (double value : values) {
                            tensor.type.write(value, row);
                        }
                        out.write(row.array());
                    }
                }
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private byte[] header(List<Tensor> inOrder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart("__metadata__");
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long begin = 0;
            for (Tensor tensor : inOrder) {
                json.writeObjectFieldStart(tensor.name);
                json.writeStringField("dtype", tensor.type.name());
                json.writeFieldName("shape");
                json.writeArray(tensor.shape, 0, tensor.shape.length);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {begin, begin + tensor.bytes()}, 0, 2);
                json.writeEndObject();
                begin += tensor.bytes();
            }
            json.writeEndObject();
        }
        while (bytes.size() % Long.BYTES != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }
}
