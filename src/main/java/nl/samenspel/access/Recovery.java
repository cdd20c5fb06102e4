package nl.samenspel.access;

import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.ui.SiteAddress;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A forgotten password: a link in the mail, for one hour. Says nothing about who has an account.
@Service
public class Recovery {

    private final SignInDesk desk;
    private final Outbox outbox;
    private final SiteAddress site;

    Recovery(SignInDesk desk, Outbox outbox, SiteAddress site) {
        this.desk = desk;
        this.outbox = outbox;
        this.site = site;
    }

    @Transactional
    public void mailLinkTo(String address) {
        desk.findByAddress(address)
                .ifPresent(account -> account.mailAddress()
                        .ifPresent(mail -> outbox.send(Letter.to(mail, account.name(), account.language())
                                .saying(
                                        "access.mail.recover",
                                        account.name(),
                                        site.link("/enrol?code="
                                                + desk.recoveryCode(account.id())
                                                        .value())))));
    }
}
