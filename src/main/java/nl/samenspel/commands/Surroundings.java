package nl.samenspel.commands;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import nl.samenspel.database.CannotStart;

/// What the environment says about where to work.
///
/// @param data         folder for everything that is kept
/// @param environment  the environment variables
record Surroundings(Path data, Map<String, String> environment) {

    Surroundings {
        environment = Map.copyOf(environment);
    }

    /// The launcher tells its folder in the property `samenspel.home`.
    static Surroundings ofThisProcess() {
        var environment = System.getenv();
        var given = environment.getOrDefault("SAMENSPEL_DATA", "");
        var data = given.isBlank()
                ? Path.of(System.getProperty("samenspel.home", "")).resolve("data")
                : Path.of(given);
        return new Surroundings(data.toAbsolutePath().normalize(), environment);
    }

    Path logs() {
        return data.resolve("logs");
    }

    /// The address of a PostgreSQL of the organisation's own, if there is one.
    Optional<String> ownDatabase() {
        return Optional.ofNullable(environment.get("SAMENSPEL_DATABASE")).filter(it -> !it.isBlank());
    }

    int port() {
        var given = environment.getOrDefault("SERVER_PORT", "8080");
        try {
            var port = Integer.parseInt(given.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new CannotStart("SERVER_PORT must be a number from 0 to 65535, but is \"%s\".".formatted(given));
    }

    String address() {
        return environment.getOrDefault("SERVER_ADDRESS", "127.0.0.1");
    }
}
