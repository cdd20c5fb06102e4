package nl.samenspel.ui;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Where this installation is found, for links in mail: `samenspel.address`, or this machine.
@Component
public class SiteAddress {

    private final String address;

    SiteAddress(@Value("${samenspel.address:http://localhost:${server.port:8080}}") String address) {
        this.address = address.replaceAll("/+$", "");
    }

    /// The whole address of a page of ours, such as `/enrol?code=…`.
    public String link(String path) {
        return address + path;
    }
}
