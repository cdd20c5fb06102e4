package nl.samenspel.referrals.web;

import java.util.Set;
import nl.samenspel.ui.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What referrals add to the menu.
@Configuration(proxyBeanMethods = false)
class ReferralsMenu {

    @Bean
    MenuItem referralsItem() {
        return new MenuItem(22, "/referrals", "referrals.menu", "route", Set.of("COORDINATOR", "MANAGER"));
    }

    @Bean
    MenuItem handOverItem() {
        return new MenuItem(19, "/hand-over", "referrals.menu.handOver", "handshake", Set.of("PROFESSIONAL"));
    }

    @Bean
    MenuItem myReferralsItem() {
        return new MenuItem(
                21, "/my-referrals", "referrals.menu.mine", "route", Set.of("PARTICIPANT", "RELATIVE", "PROFESSIONAL"));
    }

    @Bean
    MenuItem ambassadorsItem() {
        return new MenuItem(62, "/ambassadors", "referrals.menu.ambassadors", "flag", Set.of("MANAGER"));
    }
}
