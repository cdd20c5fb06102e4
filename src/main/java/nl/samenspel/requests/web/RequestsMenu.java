package nl.samenspel.requests.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What help requests add to the menu.
@Configuration(proxyBeanMethods = false)
class RequestsMenu {

    @Bean
    MenuItem requestsItem() {
        return new MenuItem(20, "/requests", "requests.menu.desk", "clipboard-list", Set.of("COORDINATOR", "MANAGER"));
    }

    @Bean
    MenuItem myRequestsItem() {
        return new MenuItem(
                20,
                "/my-requests",
                "requests.menu.mine",
                "message-circle",
                Set.of("PARTICIPANT", "RELATIVE", "PROFESSIONAL"));
    }

    @Bean
    MenuItem referItem() {
        return new MenuItem(25, "/refer", "requests.menu.refer", "user-plus", Set.of("PROFESSIONAL"));
    }

    @Bean
    MenuItem boundariesItem() {
        return new MenuItem(61, "/boundaries", "requests.boundaries.menu", "shield", Set.of("MANAGER"));
    }
}
