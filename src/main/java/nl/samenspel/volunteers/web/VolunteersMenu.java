package nl.samenspel.volunteers.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VolunteersMenu {

    @Bean
    MenuItem volunteersItem() {
        return new MenuItem(
                40, "/volunteers", "volunteers.menu.volunteers", "hand-heart", Set.of("COORDINATOR", "MANAGER"));
    }

    @Bean
    MenuItem myOfferItem() {
        return new MenuItem(45, "/my-offer", "volunteers.menu.myOffer", "heart", Set.of("VOLUNTEER"));
    }
}
