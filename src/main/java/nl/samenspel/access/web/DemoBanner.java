package nl.samenspel.access.web;

import nl.samenspel.database.Installation;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// Says on every page of the demo that it is one.
@ControllerAdvice(annotations = Controller.class)
class DemoBanner {

    private final Installation installation;

    DemoBanner(Installation installation) {
        this.installation = installation;
    }

    @ModelAttribute("demo")
    boolean demo() {
        return installation.isDemo();
    }
}
