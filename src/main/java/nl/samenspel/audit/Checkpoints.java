package nl.samenspel.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/// Outside the database: how far the chain of each organisation was, and with which seal. A file for each organisation,
/// a line for each checkpoint, only ever added to; each line is marked with the key, over the line before it.
final class Checkpoints {

    private final Path folder;
    private final Chain chain;

    Checkpoints(Path folder, Chain chain) {
        this.folder = folder;
        this.chain = chain;
    }

    /// @param seal that of the nth line, in hexadecimal
    record Checkpoint(long nth, String seal, Instant at) {}

    /// The checkpoints of an organisation, up to the first line that is not as it was written.
    ///
    /// @param wrongLine the number of that line; 0 when there is none
    record Kept(List<Checkpoint> good, int wrongLine) {

        Kept {
            good = List.copyOf(good);
        }

        long reached() {
            return good.isEmpty() ? 0 : good.getLast().nth();
        }
    }

    Set<UUID> organisations() {
        if (Files.notExists(folder)) {
            return new TreeSet<>();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .map(name -> UUID.fromString(name.substring(0, name.length() - 4)))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Kept of(UUID organisation) {
        var good = new ArrayList<Checkpoint>();
        var before = "";
        var number = 0;
        for (var line : lines(organisation)) {
            number++;
            var fields = line.split(" ", -1);
            if (fields.length != 4
                    || !fields[3].equals(mark(organisation, before, line.substring(0, line.lastIndexOf(' '))))) {
                return new Kept(good, number);
            }
            good.add(new Checkpoint(Long.parseLong(fields[0]), fields[1], Instant.parse(fields[2])));
            before = fields[3];
        }
        return new Kept(good, 0);
    }

    /// Adds a line, and has it on the disk before it returns.
    void add(UUID organisation, long nth, String seal, Instant now) {
        var lines = lines(organisation);
        var before =
                lines.isEmpty() ? "" : lines.getLast().substring(lines.getLast().lastIndexOf(' ') + 1);
        var text = "%d %s %s".formatted(nth, seal, now);
        var line = "%s %s\n".formatted(text, mark(organisation, before, text));
        try {
            Files.createDirectories(folder);
            try (var file = FileChannel.open(
                    file(organisation),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND)) {
                var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines(UUID organisation) {
        try {
            return Files.exists(file(organisation)) ? Files.readAllLines(file(organisation)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(UUID organisation) {
        return folder.resolve(organisation + ".txt");
    }

    private String mark(UUID organisation, String before, String text) {
        return chain.mark("samenspel checkpoint 1 %s %s %s"
                .formatted(organisation, before, text)
                .getBytes(StandardCharsets.UTF_8));
    }
}
