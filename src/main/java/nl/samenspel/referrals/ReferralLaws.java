package nl.samenspel.referrals;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.database.Law;
import nl.samenspel.people.Consents;
import nl.samenspel.people.StandingConsent;
import nl.samenspel.referrals.Referral.State;
import nl.samenspel.referrals.Referral.Way;
import nl.samenspel.requests.HeldRequest;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The laws of referrals, as they can be examined on any database.
@Configuration(proxyBeanMethods = false)
class ReferralLaws {

    private static final Set<State> WAITING = Referrals.WAITING;
    private static final Set<State> RUNNING = Referrals.RUNNING;

    /// Until the receiver says yes it holds nothing, and it is asked by who holds the request.
    @Bean
    Law whoWaitsIsHeldByTheSender() {
        return law("referrals.sender-holds-until-yes", database -> {
            var held = HeldRequest.listIn(database);
            return finding(
                    ReferralStore.listIn(database, WAITING),
                    one -> !isHeldBy(held, one, one.what().from())
                            || !held(held, one).open(),
                    "%s: waits for an answer, but its request is not open at who asked");
        });
    }

    /// A request is on its way to one organisation at most.
    @Bean
    Law oneHandOverAtATime() {
        return law("referrals.one-at-a-time", database -> {
            var seen = new HashSet<HelpRequestId>();
            return finding(
                    ReferralStore.listIn(database, WAITING).stream()
                            .filter(one -> one.what().way() == Way.HAND_OVER)
                            .toList(),
                    one -> !seen.add(one.what().request()),
                    "%s: its request is on its way to another organisation too");
        });
    }

    /// What was taken over was moved with the yes, and who gave it away is remembered.
    @Bean
    Law aYesMovesTheRequest() {
        return law("referrals.a-yes-moves", database -> {
            var held = HeldRequest.listIn(database);
            return finding(
                    ReferralStore.listIn(database, RUNNING).stream()
                            .filter(one -> one.what().way() == Way.HAND_OVER)
                            .toList(),
                    one -> !isHeldBy(held, one, one.what().to())
                            || !held(held, one).heldBefore().contains(one.what().from()),
                    "%s: was taken over, but its request is not at who said yes");
        });
    }

    /// What is asked, or is shown to who joined, rests on standing consent or on a written reason.
    @Bean
    Law nothingIsSharedOnNothing() {
        return law("referrals.stands-on-consent", database -> {
            var standing = StandingConsent.listIn(database, Consents.Purpose.SHARE_WITH_ORGANISATION).stream()
                    .map(StandingConsent::id)
                    .collect(Collectors.toSet());
            return finding(
                    ReferralStore.listIn(
                                    database, Set.of(State.REQUESTED, State.ACCEPTED, State.IN_PROGRESS, State.ON_HOLD))
                            .stream()
                            .filter(one -> one.what().way() == Way.JOIN || one instanceof Referral.Requested)
                            .toList(),
                    one -> !stands(one.ground(), standing),
                    "%s: goes on without consent and without a reason");
        });
    }

    private static boolean stands(@Nullable Ground ground, Set<UUID> standing) {
        return switch (ground) {
            case Ground.Consent(var id) -> standing.contains(id);
            case Ground.Overridden _ -> true;
            case null -> false;
        };
    }

    private static HeldRequest held(Map<HelpRequestId, HeldRequest> held, Referral referral) {
        return Objects.requireNonNull(held.get(referral.what().request()));
    }

    private static boolean isHeldBy(Map<HelpRequestId, HeldRequest> held, Referral referral, OrganisationId by) {
        return held(held, referral).organisation().equals(by);
    }

    private static Law.Finding finding(Collection<Referral> examined, Predicate<Referral> isBroken, String says) {
        List<String> violations = examined.stream()
                .filter(isBroken)
                .map(one -> says.formatted(one.id()))
                .toList();
        return new Law.Finding(examined.size(), violations);
    }

    private static Law law(String name, Function<JdbcClient, Law.Finding> examine) {
        return new Law() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Finding examine(JdbcClient database) {
                return examine.apply(database);
            }
        };
    }
}
