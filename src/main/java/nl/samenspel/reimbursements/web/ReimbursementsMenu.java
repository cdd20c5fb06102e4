package nl.samenspel.reimbursements.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReimbursementsMenu {

    @Bean
    MenuItem myExpensesItem() {
        return new MenuItem(48, "/my-expenses", "reimbursements.menu.my", "euro", Set.of("VOLUNTEER"));
    }

    @Bean
    MenuItem expensesItem() {
        return new MenuItem(62, "/expenses", "reimbursements.menu.desk", "euro", Set.of("COORDINATOR", "MANAGER"));
    }

    @Bean
    MenuItem lawYearsItem() {
        return new MenuItem(80, "/law-years", "reimbursements.menu.law", "scale", Set.of("ADMINISTRATOR"));
    }
}
