package nl.samenspel.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Who was forgotten, in a file beside the database: a restored backup forgets them again. Numbers only; it tells
/// nobody's name, but keep it as long as the oldest backup.
@Component
class ErasureList {

    static final String NAME = "forgotten.txt";

    private final Path file;

    ErasureList(@Value("${samenspel.shared:${samenspel.data:target}}") String shared) {
        this.file = Path.of(shared, NAME);
    }

    Path file() {
        return file;
    }

    /// Writes those that do not stand there yet, and waits until the disk has them.
    synchronized void add(Collection<UUID> persons) {
        var known = new HashSet<>(read(file));
        var news = persons.stream()
                .filter(person -> !known.contains(person))
                .map(UUID::toString)
                .toList();
        if (news.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, news, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<UUID> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(UUID::fromString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
