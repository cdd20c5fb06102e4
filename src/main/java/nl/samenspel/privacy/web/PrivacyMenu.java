package nl.samenspel.privacy.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What privacy adds to the menu.
@Configuration(proxyBeanMethods = false)
class PrivacyMenu {

    @Bean
    MenuItem myDataItem() {
        return new MenuItem(
                85, "/my-data", "privacy.menu.mine", "file-text", Set.of("VOLUNTEER", "PARTICIPANT", "RELATIVE"));
    }

    @Bean
    MenuItem privacyDeskItem() {
        return new MenuItem(62, "/privacy/desk", "privacy.menu.desk", "lock", Set.of("COORDINATOR", "MANAGER"));
    }
}
