package nl.samenspel.insight.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InsightMenu {

    @Bean
    MenuItem factsheetsInMenu() {
        return new MenuItem(85, "/factsheets", "insight.menu", "file-text", Set.of("ADMINISTRATOR"));
    }

    @Bean
    MenuItem figuresInMenu() {
        return new MenuItem(
                10,
                "/figures",
                "insight.figures.menu",
                "chart-bar",
                Set.of("MUNICIPALITY", "NATIONAL_OFFICE", "RESEARCHER"));
    }

    @Bean
    MenuItem insightInMenu() {
        return new MenuItem(55, "/insight", "insight.need.menu", "list", Set.of("MANAGER"));
    }
}
