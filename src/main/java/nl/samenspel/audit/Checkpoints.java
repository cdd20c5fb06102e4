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
///
/// A line with the word `begins` says that what came before was let go, and that the chain now goes on from there.
final class Checkpoints {

    private final Path folder;
    private final Chain chain;

    Checkpoints(Path folder, Chain chain) {
        this.folder = folder;
        this.chain = chain;
    }

    private static final String BEGINS = "begins";

    /// Two lines fit in it well.
    private static final int TAIL = 1_024;

    /// @param seal that of the nth line, in hexadecimal
    record Checkpoint(long nth, String seal, Instant at) {}

    /// After which line the chain begins.
    ///
    /// @param nth 0 when nothing was let go yet
    record Anchor(long nth, String seal) {

        static final Anchor NONE = new Anchor(0, "");
    }

    /// The checkpoints of an organisation, up to the first line that is not as it was written.
    ///
    /// @param wrongLine the number of that line; 0 when there is none
    record Kept(List<Checkpoint> good, Anchor anchor, int wrongLine) {

        Kept {
            good = List.copyOf(good);
        }

        long reached() {
            return good.isEmpty() ? anchor.nth() : good.getLast().nth();
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
        var anchor = Anchor.NONE;
        if (Files.notExists(file(organisation))) {
            return new Kept(good, anchor, 0);
        }
        var before = "";
        var number = 0;
        try (var lines = Files.lines(file(organisation))) {
            for (var all = lines.iterator(); all.hasNext(); ) {
                var line = all.next();
                number++;
                if (!isAsWritten(organisation, before, line)) {
                    return new Kept(good, anchor, number);
                }
                var fields = line.split(" ", -1);
                var nth = Long.parseLong(fields[0]);
                if (fields[3].equals(BEGINS)) {
                    anchor = new Anchor(nth, fields[1]);
                    // of lines that went there is nothing left to compare
                    good.removeIf(one -> one.nth() < nth);
                } else {
                    good.add(new Checkpoint(nth, fields[1], Instant.parse(fields[2])));
                }
                before = markOf(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Kept(good, anchor, 0);
    }

    /// Whether there are checkpoints, and already the first is not as somebody with this key writes it.
    boolean isOfAnotherKey(UUID organisation) {
        if (Files.notExists(file(organisation))) {
            return false;
        }
        try (var lines = Files.newBufferedReader(file(organisation))) {
            var first = lines.readLine();
            return first != null && !isAsWritten(organisation, "", first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keeps the checkpoints under another name, for whoever finds their key.
    void setAside(UUID organisation, Instant now) {
        try {
            Files.move(file(organisation), folder.resolve("%s.%d.old".formatted(organisation, now.getEpochSecond())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The last place that is vouched for, without reading all of the file.
    long reached(UUID organisation) {
        var lines = lastLines(organisation);
        if (lines.isEmpty()) {
            return 0;
        }
        var last = lines.getLast();
        var before = lines.size() == 1 ? "" : markOf(lines.get(lines.size() - 2));
        var fields = last.split(" ", -1);
        return isAsWritten(organisation, before, last) && !fields[3].equals(BEGINS)
                ? Long.parseLong(fields[0])
                : of(organisation).reached();
    }

    /// Adds a checkpoint, and has it on the disk before it returns.
    void add(UUID organisation, long nth, String seal, Instant now) {
        write(organisation, "%d %s %s".formatted(nth, seal, now));
    }

    /// From now on the chain begins after this line.
    void begin(UUID organisation, Anchor after, Instant now) {
        write(organisation, "%d %s %s %s".formatted(after.nth(), after.seal(), now, BEGINS));
    }

    private void write(UUID organisation, String text) {
        var lines = lastLines(organisation);
        var before = lines.isEmpty() ? "" : markOf(lines.getLast());
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

    /// The last two lines, or the one that there is.
    private List<String> lastLines(UUID organisation) {
        if (Files.notExists(file(organisation))) {
            return List.of();
        }
        try (var file = FileChannel.open(file(organisation), StandardOpenOption.READ)) {
            var from = Math.max(0, file.size() - TAIL);
            var bytes = ByteBuffer.allocate((int) (file.size() - from));
            while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
                // on
            }
            var lines =
                    new String(bytes.array(), StandardCharsets.UTF_8).lines().toList();
            // the first may be half a line
            return lines.subList(from == 0 ? Math.max(0, lines.size() - 2) : lines.size() - 2, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isAsWritten(UUID organisation, String before, String line) {
        var fields = line.split(" ", -1);
        return (fields.length == 4 || (fields.length == 5 && fields[3].equals(BEGINS)))
                && markOf(line).equals(mark(organisation, before, line.substring(0, line.lastIndexOf(' '))));
    }

    private static String markOf(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
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
