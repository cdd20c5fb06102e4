package nl.samenspel.workbench;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the workbench adds to the menu.
@Configuration(proxyBeanMethods = false)
class WorkbenchMenu {

    @Bean
    MenuItem workbenchItem() {
        return new MenuItem(1, "/workbench", "workbench.menu", "inbox", Set.of("COORDINATOR", "MANAGER"));
    }
}
