package nl.samenspel.careplans.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CareplansMenu {

    @Bean
    MenuItem tablesInMenu() {
        return new MenuItem(
                45,
                "/careplans",
                "careplans.menu",
                "users",
                Set.of("PARTICIPANT", "RELATIVE", "VOLUNTEER", "PROFESSIONAL", "COORDINATOR", "MANAGER"));
    }
}
