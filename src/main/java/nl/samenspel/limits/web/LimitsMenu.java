package nl.samenspel.limits.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitsMenu {

    @Bean
    MenuItem myLimitsItem() {
        return new MenuItem(50, "/my-limits", "limits.menu.my", "sliders-horizontal", Set.of("VOLUNTEER"));
    }
}
