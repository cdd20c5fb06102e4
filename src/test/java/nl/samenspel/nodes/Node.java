package nl.samenspel.nodes;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Samenspel;
import nl.samenspel.database.Database;
import nl.samenspel.database.DurableServer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// One whole program, with its pages and its work in the background. Several in one Java share nothing but the database
/// and a folder: no class of the product keeps anything that changes in a static field.
record Node(ConfigurableApplicationContext program, URI address) implements AutoCloseable {

    /// @param url of the database they share
    /// @param folder in which each has a folder of its own, and all share one
    /// @param settings beside what every node has
    static Node start(String name, String url, Path folder, Map<String, String> settings, Class<?>... more) {
        var all = new HashMap<String, String>(settings);
        all.put("server.port", "0");
        all.put("samenspel.jobs", "true");
        all.put("samenspel.pace", "false");
        all.put("samenspel.data", folder.resolve(name).toString());
        all.put("samenspel.shared", folder.resolve("shared").toString());
        all.put("samenspel.database.connections", "6");
        var program = new SpringApplicationBuilder(Samenspel.class, Neighbourhood.class)
                .sources(more)
                .web(WebApplicationType.SERVLET)
                .initializers((GenericApplicationContext context) ->
                        context.registerBean(Database.class, () -> DurableServer.at(url)))
                .run(all.entrySet().stream()
                        .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                        .toArray(String[]::new));
        return new Node(
                program,
                URI.create("http://127.0.0.1:" + program.getEnvironment().getRequiredProperty("local.server.port")));
    }

    <T> T bean(Class<T> type) {
        return program.getBean(type);
    }

    @Override
    public void close() {
        program.close();
    }
}
