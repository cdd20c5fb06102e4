package nl.samenspel.matches;

import java.util.LinkedHashSet;
import java.util.Set;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.PersonId;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.matches.Match.Duo;
import nl.samenspel.people.People;
import nl.samenspel.people.Relation;
import nl.samenspel.ui.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The people around a match, and the mails to them: a greeting, a sentence, a link; never what it is about.
@Component
class Around {

    private final People people;
    private final Accounts accounts;
    private final Outbox outbox;
    private final SiteAddress site;

    Around(People people, Accounts accounts, Outbox outbox, SiteAddress site) {
        this.people = people;
        this.accounts = accounts;
        this.outbox = outbox;
        this.site = site;
    }

    /// The participant, and who represents them by law.
    Set<PersonId> whoMayConsent(Duo duo) {
        var who = new LinkedHashSet<PersonId>();
        who.add(duo.participant());
        people.listBeside(duo.participant()).forEach((person, relation) -> {
            if (relation == Relation.LEGAL_REPRESENTATIVE) {
                who.add(person);
            }
        });
        return who;
    }

    /// The participant, who decides for them by law, and who asked for them.
    Set<PersonId> besideAndSelf(Duo duo) {
        var who = whoMayConsent(duo);
        if (duo.askedBy() != null && relationOf(duo) != Relation.PROFESSIONAL) {
            who.add(duo.askedBy());
        }
        return who;
    }

    private @Nullable Relation relationOf(Duo duo) {
        return duo.askedBy() == null
                ? null
                : people.listBeside(duo.participant()).get(duo.askedBy());
    }

    Set<PersonId> everybody(Duo duo) {
        var who = new LinkedHashSet<>(besideAndSelf(duo));
        who.add(duo.volunteer());
        return who;
    }

    /// Whether a mail would reach this person.
    boolean hasMail(PersonId person) {
        return accounts.of(person)
                .flatMap(accounts::find)
                .filter(account -> account.mailAddress().isPresent())
                .isPresent();
    }

    /// Sends a mail, if there is an address. Returns whether there was.
    ///
    /// @param more what the mail says besides a name and a link
    boolean mail(PersonId to, String key, String page, Object... more) {
        return accounts.of(to)
                .flatMap(accounts::find)
                .flatMap(account -> account.mailAddress().map(address -> {
                    var filledIn = new Object[more.length + 2];
                    filledIn[0] = account.name();
                    filledIn[1] = site.link(page);
                    System.arraycopy(more, 0, filledIn, 2, more.length);
                    return Letter.to(address, account.name(), account.language())
                            .saying(key, filledIn);
                }))
                .map(letter -> {
                    outbox.send(letter);
                    return true;
                })
                .orElse(false);
    }
}
