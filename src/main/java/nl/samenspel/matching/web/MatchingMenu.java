package nl.samenspel.matching.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MatchingMenu {

    @Bean
    MenuItem invitationsInMenu() {
        return new MenuItem(20, "/invitations", "matching.menu.invitations", "mail", Set.of("VOLUNTEER"));
    }

    @Bean
    MenuItem weightsInMenu() {
        return new MenuItem(62, "/weights", "matching.menu.weights", "scale", Set.of("MANAGER"));
    }
}
