package nl.samenspel.access.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessMenu {

    @Bean
    MenuItem accessOfPeople() {
        return new MenuItem(
                65, "/people-access", "access.menu.people", "key-round", Set.of("MANAGER", "ADMINISTRATOR"));
    }
}
