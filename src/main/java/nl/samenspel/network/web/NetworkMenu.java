package nl.samenspel.network.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the directory and its setting up add to the menu.
@Configuration(proxyBeanMethods = false)
class NetworkMenu {

    @Bean
    MenuItem directoryItem() {
        return new MenuItem(90, "/directory", "network.menu.directory", "users", Set.of());
    }

    @Bean
    MenuItem organisationsItem() {
        return new MenuItem(10, "/organisations", "network.menu.organisations", "building-2", Set.of("ADMINISTRATOR"));
    }

    @Bean
    MenuItem myOrganisationItem() {
        return new MenuItem(60, "/my-organisation", "network.menu.mine", "building-2", Set.of("MANAGER"));
    }
}
