package nl.samenspel.rounds.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RoundsMenu {

    @Bean
    MenuItem roundsInMenu() {
        return new MenuItem(35, "/rounds", "rounds.menu", "split", Set.of("COORDINATOR", "MANAGER"));
    }

    @Bean
    MenuItem jointRoundsInMenu() {
        return new MenuItem(35, "/joint-rounds", "rounds.joint.menu", "split", Set.of("ADMINISTRATOR"));
    }
}
