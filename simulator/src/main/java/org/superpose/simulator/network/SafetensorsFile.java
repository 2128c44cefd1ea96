package org.superpose.simulator.network;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Spelling;

/**
 * An open safetensors file: 8 bytes of header length N (little-endian), N bytes of JSON, then the numbers of all tensors without gap or
 * overlap (Hugging Face, <i>Safetensors: format</i>). Opening reads and checks the header alone; a tensor is read, through a buffer of
 * 64 KiB, straight into its arrays when it is asked for.
 * <p>Bounds: a header of 16 MiB, JSON nested 4 deep, names of 4096 characters, {@code 2^28} numbers in a tensor that is read.
 */
public final class SafetensorsFile implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 16 << 20;
    private static final long MAX_NUMBERS = 1L << 28;
    /** Bytes per number of every type that the format knows; those that {@link ElementType} lacks may stand in a file but are not read. */
    private static final Map<String, Integer> BYTES = Map.ofEntries(Map.entry("BOOL", 1), Map.entry("U8", 1), Map.entry("I8", 1),
            Map.entry("F8_E4M3", 1), Map.entry("F8_E5M2", 1), Map.entry("I16", 2), Map.entry("U16", 2), Map.entry("F16", 2),
            Map.entry("BF16", 2), Map.entry("I32", 4), Map.entry("U32", 4), Map.entry("F32", 4), Map.entry("F64", 8),
            Map.entry("I64", 8), Map.entry("U64", 8));
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(4).maxNumberLength(20).maxNameLength(4096)
                    .maxStringLength(MAX_HEADER_BYTES).build())
            .build();

    private final Path file;
    private final FileChannel channel;
    private final long dataStart;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    /** What the header says of one tensor; its bytes are {@code begin … end-1}, counted from the end of the header. */
    private record Tensor(String name, String type, List<Long> shape, long begin, long end) {
    }

    private SafetensorsFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        long size = channel.size();
        if (size < Long.BYTES) {
            throw wrong("is too short for a safetensors file: " + size + " bytes");
        }
        long length = bytes(0, Long.BYTES).getLong();
        if (length < 2 || length > MAX_HEADER_BYTES) {
            throw wrong("is not a safetensors file: it states a header of " + Long.toUnsignedString(length) + " bytes, and 2 to "
                    + MAX_HEADER_BYTES + " are allowed");
        }
        if (length > size - Long.BYTES) {
            throw wrong("is truncated: it states a header of " + length + " bytes, but only " + (size - Long.BYTES) + " follow");
        }
        dataStart = Long.BYTES + length;
        readHeader(new String(bytes(Long.BYTES, (int) length).array(), StandardCharsets.UTF_8));
        requireEveryByteOnce(size - dataStart);
    }

    /** Opens {@code file} and checks its header. */
    public static SafetensorsFile open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InputException(file, Files.exists(file) ? "is not a regular file; expected a safetensors file" : "no such file; check the name and the folder");
        }
        try {
            FileChannel channel = FileChannel.open(file);
            try {
                return new SafetensorsFile(file, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new InputException(file, "cannot be read: " + e.getMessage());
        }
    }

    private void readHeader(String header) throws IOException {
        try (JsonParser json = JSON.createParser(header)) {
            require(json.nextToken() == JsonToken.START_OBJECT, "header must be a JSON object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("__metadata__")) {
                    readMetadata(json);
                } else {
                    tensors.put(name, readTensor(name, json));
                }
            }
            require(json.nextToken() == null, "header must hold one JSON object and no more");
        } catch (JsonProcessingException e) {
            throw wrong("header is not the JSON of a safetensors file, at character " + e.getLocation().getCharOffset() + ": "
                    + e.getOriginalMessage());
        }
    }

    private void readMetadata(JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.START_OBJECT, "header: __metadata__ must be an object of strings");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            require(json.nextToken() == JsonToken.VALUE_STRING, "header: __metadata__ must be an object of strings");
            metadata.put(key, json.getText());
        }
    }

    private Tensor readTensor(String name, JsonParser json) throws IOException {
        String where = "header: tensor " + InputException.quote(name) + " ";
        String type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        require(json.currentToken() == JsonToken.START_OBJECT, where + "must be an object of dtype, shape, data_offsets");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "dtype" -> {
                    require(json.currentToken() == JsonToken.VALUE_STRING, where + "needs a string as dtype");
                    type = json.getText();
                }
                case "shape" -> shape = readCounts(json, where + "shape");
                case "data_offsets" -> offsets = readCounts(json, where + "data_offsets");
                default -> throw wrong(where + "has an unknown key " + InputException.quote(key));
            }
        }
        require(type != null && shape != null && offsets != null, where + "needs dtype, shape and data_offsets");
        require(BYTES.containsKey(type), where + "has an unknown dtype " + InputException.quote(type));
        require(offsets.size() == 2 && offsets.get(0) <= offsets.get(1), where + "needs data_offsets [begin, end], got " + offsets);
        long bytes = BYTES.get(type);
        try {
            for (long extent : shape) {
                bytes = Math.multiplyExact(bytes, extent);
            }
        } catch (ArithmeticException e) {
            throw wrong(where + "has a shape too large to exist: " + shape);
        }
        require(bytes == offsets.get(1) - offsets.get(0), where + "of " + type + " " + shape + " takes " + bytes
                + " bytes, but its data_offsets hold " + (offsets.get(1) - offsets.get(0)));
        return new Tensor(name, type, shape, offsets.get(0), offsets.get(1));
    }

    private List<Long> readCounts(JsonParser json, String where) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, where + " must be a list of whole numbers");
        List<Long> counts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getLongValue() >= 0, where + " must be whole numbers from 0");
            require(counts.size() < 16, where + " has more than 16 entries");
            counts.add(json.getLongValue());
        }
        return counts;
    }

    /** The tensors must fill the rest of the file, each byte once. */
    private void requireEveryByteOnce(long dataBytes) {
        List<Tensor> inOrder = new ArrayList<>(tensors.values());
        inOrder.sort(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end));
        long end = 0;
        for (Tensor tensor : inOrder) {
            require(tensor.end <= dataBytes, "is truncated, or its header lies: tensor " + InputException.quote(tensor.name) + " ends at byte " + tensor.end
                    + " of the data, which are " + dataBytes + " bytes");
            require(tensor.begin >= end, "header: tensor " + InputException.quote(tensor.name) + " overlaps another one");
            require(tensor.begin == end, "header: no tensor holds bytes " + end + " to " + (tensor.begin - 1) + " of the data");
            end = tensor.end;
        }
        require(end == dataBytes, "is longer than its header says: the tensors end at byte " + end + " of the data, which are " + dataBytes
                + " bytes");
    }

    /** The tensors' names, in the order of the header. */
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    /** The free text of the header, {@code __metadata__}; empty if there is none. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /** The tensor {@code name} of shape {@code [rows, columns]}, every number finite. */
    public double[][] matrix(String name) {
        Tensor tensor = find(name, 2, "[outputs, inputs]");
        double[][] rows = new double[Math.toIntExact(tensor.shape.get(0))][Math.toIntExact(tensor.shape.get(1))];
        read(tensor, rows);
        return rows;
    }

    /** The tensor {@code name} of shape {@code [length]}, every number finite. */
    public double[] vector(String name) {
        Tensor tensor = find(name, 1, "[outputs]");
        double[] values = new double[Math.toIntExact(tensor.shape.get(0))];
        read(tensor, values);
        return values;
    }

    private Tensor find(String name, int rank, String expected) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw wrong("holds no tensor " + InputException.quote(name) + Spelling.advice(name, tensors.keySet(), "tensors"));
        }
        require(tensor.type.equals("F32") || tensor.type.equals("F64") || tensor.type.equals("BF16"), "tensor " + InputException.quote(name) + " is of type "
                + tensor.type + "; F32, F64 and BF16 can be read");
        require(tensor.shape.size() == rank, "tensor " + InputException.quote(name) + " has shape " + tensor.shape + ", expected " + expected);
        long numbers = (tensor.end - tensor.begin) / BYTES.get(tensor.type);
        require(numbers > 0 && numbers <= MAX_NUMBERS, "tensor " + InputException.quote(name) + " of shape " + tensor.shape + " holds " + numbers
                + " numbers; 1 to " + MAX_NUMBERS + " can be read");
        return tensor;
    }

    private void read(Tensor tensor, double[]... rows) {
        ElementType type = ElementType.valueOf(tensor.type);
        long position = dataStart + tensor.begin;
        long end = dataStart + tensor.end;
        ByteBuffer buffer = ByteBuffer.allocate(0);
        try {
            for (int row = 0; row < rows.length; row++) {
                for (int column = 0; column < rows[row].length; column++) {
                    if (!buffer.hasRemaining()) {
                        int length = (int) Math.min(1 << 16, end - position);
                        buffer = bytes(position, length);
                        position += length;
                    }
                    double value = type.read(buffer);
                    if (!Double.isFinite(value)) {
                        throw wrong("tensor " + InputException.quote(tensor.name) + " holds " + value + " at " + (rows.length == 1 && tensor.shape.size() == 1
                                ? "[" + column + "]" : "[" + row + ", " + column + "]") + "; every number must be finite");
                    }
                    rows[row][column] = value;
                }
            }
        } catch (IOException e) {
            throw wrong("cannot be read: " + e.getMessage());
        }
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw wrong("became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw wrong(otherwise);
        }
    }

    private InputException wrong(String what) {
        return new InputException(file, what);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
