package nl.samenspel.matches.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MatchesMenu {

    @Bean
    MenuItem myWeekInMenu() {
        return new MenuItem(5, "/my-week", "matches.menu.myWeek", "calendar-days", Set.of("VOLUNTEER"));
    }

    @Bean
    MenuItem matchesInMenu() {
        return new MenuItem(40, "/matches", "matches.menu.matches", "handshake", Set.of("COORDINATOR", "MANAGER"));
    }

    @Bean
    MenuItem myMatchesInMenu() {
        return new MenuItem(
                30, "/my-matches", "matches.menu.myMatches", "handshake", Set.of("PARTICIPANT", "RELATIVE"));
    }
}
