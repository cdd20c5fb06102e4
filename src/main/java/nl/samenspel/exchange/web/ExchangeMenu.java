package nl.samenspel.exchange.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What importing adds to the menu.
@Configuration(proxyBeanMethods = false)
class ExchangeMenu {

    @Bean
    MenuItem importItem() {
        return new MenuItem(
                80, "/import", "exchange.menu.import", "upload", Set.of("ADMINISTRATOR", "COORDINATOR", "MANAGER"));
    }
}
