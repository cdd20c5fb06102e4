package nl.samenspel.visits.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VisitsMenu {

    @Bean
    MenuItem myTeamInMenu() {
        return new MenuItem(7, "/my-team", "visits.menu.team", "users", Set.of("TEAM_LEADER"));
    }
}
