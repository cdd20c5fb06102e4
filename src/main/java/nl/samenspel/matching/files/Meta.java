package nl.samenspel.matching.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `meta.txt` promises about the other files, one `key=value` a line.
final class Meta {

    static final String FILE = "meta.txt";

    private static final long FORMAT = 1;

    private final Map<String, Property> properties = new HashMap<>();
    private int lines;

    private record Property(int line, String value) {}

    private Meta() {}

    static Meta read(Path folder) throws IOException {
        var meta = new Meta();
        for (var line : Files.readString(folder.resolve(FILE), ISO_8859_1).split("\n", -1)) {
            meta.add(line);
        }
        meta.require("name");
        meta.number("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        meta.number("format", FORMAT, FORMAT);
        return meta;
    }

    /// How many rows a file has.
    int count(String key) throws UnusableFileException {
        return (int) number(key, 0, Integer.MAX_VALUE);
    }

    UnusableFileException wrong(String key, String what) throws UnusableFileException {
        return new UnusableFileException(FILE, require(key).line, key, what);
    }

    private void add(String text) throws UnusableFileException {
        lines++;
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        var parts = text.split("=", 2);
        if (!text.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            throw new UnusableFileException(FILE, lines, parts[0].strip(), "has characters that are not plain ASCII");
        }
        if (parts.length < 2) {
            throw new UnusableFileException(FILE, lines, text, "is no key=value");
        }
        var key = parts[0].strip();
        if (properties.put(key, new Property(lines, parts[1].strip())) != null) {
            throw new UnusableFileException(FILE, lines, key, "is given a second time");
        }
    }

    private Property require(String key) throws UnusableFileException {
        @Nullable Property property = properties.get(key);
        if (property == null) {
            throw new UnusableFileException(FILE, lines + 1, key, "is missing");
        }
        return property;
    }

    private long number(String key, long least, long most) throws UnusableFileException {
        var value = require(key).value;
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw wrong(key, "\"%s\" is not a whole number from %d to %d".formatted(value, least, most));
    }
}
