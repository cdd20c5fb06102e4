package nl.samenspel.matches;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import nl.samenspel.access.Viewer;
import nl.samenspel.matches.DaysWithout.EndedBy;
import nl.samenspel.matches.Match.Awaited;
import nl.samenspel.matches.Match.Away;
import nl.samenspel.matches.Match.Coming;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.Match.Leaving;
import nl.samenspel.matches.Replacement.Gap;
import nl.samenspel.matches.Replacement.Open;
import nl.samenspel.matches.Replacement.Outcome;
import nl.samenspel.matches.Replacement.ToDecide;
import nl.samenspel.matches.Replacement.Why;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Follows every step of a match, in its transaction: does somebody still come, and if not, is somebody looked for?
/// So no way of ending a match leaves a participant silently alone.
@Component
class Gaps {

    private final MatchStore store;
    private final ReplacementStore replacements;
    private final DaysWithout without;
    private final Clock clock;

    Gaps(MatchStore store, ReplacementStore replacements, DaysWithout without, Clock clock) {
        this.store = store;
        this.replacements = replacements;
        this.without = without;
        this.clock = clock;
    }

    /// A match went from one state to another.
    ///
    /// @param stillAsked whether the request goes on when the match does not
    /// @param informed whether the participant was told by mail, where nobody comes any more
    void follow(Match before, Match after, boolean stillAsked, boolean informed) {
        var request = after.duo().request();
        switch (after) {
            case Coming coming -> {
                if (!(before instanceof Coming)) {
                    somebodyComes(before, coming);
                }
            }
            case Awaited awaited -> {
                if (store.findBeside(request).filter(Coming.class::isInstance).isEmpty()) {
                    without.begin(request, after.duo().holder(), notPast(awaited.from()));
                }
            }
            case Ended ended -> {
                if (stillAsked) {
                    nobodyComes(before, ended, informed);
                }
            }
            case Match.Promised _, Match.Agreed _, Match.Meeting _ -> {}
        }
    }

    private void somebodyComes(Match before, Coming after) {
        var request = after.duo().request();
        without.end(request, EndedBy.SOMEBODY_CAME);
        for (var running : replacements.listRunningOf(request)) {
            if (before instanceof Awaited awaited) {
                if (running.gap().match().equals(before.id())) {
                    close(running, awaited instanceof Away ? Outcome.BACK : Outcome.STAYS);
                }
            } else if (running instanceof Open open) {
                if (store.findAwaited(request).orElse(null) instanceof Away away) {
                    // until the other is back there is nothing to look for
                    replacements.replace(open, open.with(open.gap(), notPast(away.nextDate())));
                } else {
                    // nobody is to come back: who begins now comes for good
                    close(open, Outcome.REPLACED);
                }
            }
        }
    }

    private void nobodyComes(Match before, Ended after, boolean informed) {
        var request = after.duo().request();
        var awaited = store.findAwaited(request);
        if (before instanceof Coming) {
            without.begin(
                    request,
                    after.duo().holder(),
                    awaited.map(Awaited.class::cast)
                            .map(Awaited::from)
                            .map(this::notPast)
                            .orElse(today()));
            lookForSomebody(after, informed);
        } else if (before instanceof Awaited
                && store.findBeside(request).filter(Coming.class::isInstance).isPresent()) {
            // who came in their place stays
            replacements.listRunningOf(request).forEach(running -> close(running, Outcome.REPLACED));
        }
    }

    /// The replacement that runs is looked at today; where there is none, one begins. When who came in somebody's place
    /// goes, it is still the place of who is awaited.
    private void lookForSomebody(Ended after, boolean informed) {
        var request = after.duo().request();
        var awaited = store.findAwaited(request);
        var running = replacements.listRunningOf(request);
        boolean open = false;
        for (var one : running) {
            if (one instanceof Open it) {
                replacements.replace(it, it.with(it.gap(), today()));
                open = true;
            }
        }
        for (var one : running) {
            if (one instanceof ToDecide it) {
                if (open || awaited.isPresent()) {
                    // somebody is looked for already: this one need not be decided any more
                    close(it, Outcome.NOT_NEEDED);
                } else {
                    replacements.replace(it, it.open(why(after), today(), today()));
                    open = true;
                }
            }
        }
        if (!open) {
            var place = awaited.orElse(after);
            add(
                    place,
                    replacements.listOf(place.id()).stream()
                            .findFirst()
                            .map(before -> before.gap().why())
                            .orElseGet(() -> why(after)),
                    place instanceof Awaited one ? notPast(one.from()) : today(),
                    informed,
                    null,
                    Open::new);
        }
    }

    private static Why why(Ended after) {
        return switch (after.reason()) {
            case VOLUNTEER_STOPS -> Why.STOPS;
            case MOVED -> Why.MOVES;
            default -> Why.ENDED;
        };
    }

    interface Made {
        Replacement.Running of(ReplacementId id, Gap gap, LocalDate nextDate);
    }

    /// Begins a replacement, to be looked at today.
    void add(Match match, Why why, LocalDate firstDay, boolean informed, @Nullable Integer metres, Made made) {
        var duo = match.duo();
        var viewer = Viewer.current();
        var by = viewer.account() == null ? duo.holder().person() : viewer.account();
        var now = clock.instant();
        replacements.add(made.of(
                ReplacementId.next(),
                new Gap(
                        match.id(),
                        duo.request(),
                        duo.participant(),
                        duo.volunteer(),
                        duo.kind(),
                        duo.holder(),
                        why,
                        firstDay,
                        now,
                        by,
                        !viewer.persons().contains(duo.volunteer()),
                        metres,
                        informed ? now : null,
                        null,
                        null,
                        null,
                        1),
                today()));
    }

    /// Nobody is asked for any more.
    void close(HelpRequestId request) {
        without.end(request, EndedBy.NOT_ASKED_ANY_MORE);
        replacements.listRunningOf(request).forEach(running -> close(running, Outcome.NOT_NEEDED));
    }

    /// Another organisation looks after it from now on. Returns whether they were without anybody.
    boolean handOver(HelpRequestId request) {
        replacements.listRunningOf(request).forEach(running -> close(running, Outcome.NOT_NEEDED));
        return without.end(request, EndedBy.HANDED_OVER);
    }

    void close(Replacement.Running running, Outcome outcome) {
        replacements.replace(running, running.close(outcome, today()));
    }

    /// Who guides a match guides its replacement.
    void hand(Match.Running match) {
        replacements
                .findRunning(match.id())
                .ifPresent(running -> replacements.replace(
                        running,
                        running.with(running.gap().heldBy(match.duo().holder().person()), running.nextDate())));
    }

    /// Whether the volunteer of this match comes in somebody's place who is to come back.
    boolean isInPlaceOfAnother(Match match) {
        return !(match instanceof Awaited) && awaitedBeside(match).isPresent();
    }

    Optional<Match> awaitedBeside(Match match) {
        return store.findAwaited(match.duo().request()).filter(one -> one instanceof Away || one instanceof Leaving);
    }

    private LocalDate notPast(LocalDate day) {
        return day.isBefore(today()) ? today() : day;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
