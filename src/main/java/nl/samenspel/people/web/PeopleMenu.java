package nl.samenspel.people.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the pages about people's own records add to the menu.
@Configuration(proxyBeanMethods = false)
class PeopleMenu {

    @Bean
    MenuItem whoLookedItem() {
        return new MenuItem(
                70, "/who-looked", "people.looks.menu.mine", "eye", Set.of("VOLUNTEER", "PARTICIPANT", "RELATIVE"));
    }

    @Bean
    MenuItem looksItem() {
        return new MenuItem(75, "/looks", "people.looks.menu.ours", "eye", Set.of("MANAGER"));
    }
}
