package nl.samenspel.visits;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.TimeZoneRegistry;
import net.fortuna.ical4j.model.TimeZoneRegistryFactory;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.TzId;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ExDate;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import nl.samenspel.access.Viewer;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Awaited;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.Match.Meeting;
import nl.samenspel.matches.Match.Together;
import nl.samenspel.matches.Matches;
import nl.samenspel.ui.SiteAddress;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Writes what the viewer agreed as a calendar (RFC 5545), for other people's eyes too: no names, no words, no places,
/// but a link to where one signs in.
///
/// An event keeps its number for good, and its sequence only goes up; what repeats goes by the clock in the
/// Netherlands. The same agreements give the same bytes.
@Component
class FeedCalendar {

    private static final String ZONE = "Europe/Amsterdam";
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    /// A meeting has no agreed length.
    private static final Duration MEETING_LASTS = Duration.ofHours(1);

    /// What was over longer ago stays on the phone, and is not told again.
    private static final int BACK_DAYS = 92;

    private final MomentStore moments;
    private final VisitStore visits;
    private final Matches matches;
    private final SiteAddress site;
    private final MessageSource messages;
    private final Clock clock;
    private final TimeZoneRegistry zones = TimeZoneRegistryFactory.getInstance().createRegistry();

    FeedCalendar(
            MomentStore moments,
            VisitStore visits,
            Matches matches,
            SiteAddress site,
            MessageSource messages,
            Clock clock) {
        this.moments = moments;
        this.visits = visits;
        this.matches = matches;
        this.site = site;
        this.messages = messages;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public byte[] write(Locale language) {
        var persons = Viewer.current().persons();
        var since = LocalDate.now(clock).minusDays(BACK_DAYS);
        var mine = matches.listDoneBy(persons).stream().collect(Collectors.toMap(Match::id, match -> match));
        var skips = visits.skips(persons, LocalDate.EPOCH);
        var events = new ArrayList<VEvent>();
        for (var moment : moments.listOfVolunteers(persons, since)) {
            var match = mine.get(moment.match());
            if (match instanceof Together
                    || (match instanceof Ended ended && !ended.on().isBefore(since))) {
                events.add(event(
                        moment,
                        match,
                        skips.getOrDefault(moment.match(), new VisitStore.Skips(List.of(), 0)),
                        language));
            }
        }
        mine.values().stream()
                .flatMap(match ->
                        match instanceof Meeting meeting ? event(meeting, language).stream() : Stream.<VEvent>empty())
                .forEach(events::add);
        events.sort(Comparator.comparing(event -> event.getUid().orElseThrow().getValue()));
        var calendar = new Calendar();
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(new ProdId("-//Samenspel//Samenspel//NL"));
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(new XProperty("X-WR-CALNAME", words("visits.feed.name", language)));
        calendar.add(new XProperty("X-WR-TIMEZONE", ZONE));
        // every six hours is often enough: a phone asks again by itself
        calendar.add(new XProperty("X-PUBLISHED-TTL", "PT6H"));
        // the registry tells Amsterdam under the name of Brussels, but whoever reads it looks for the name it was given
        var zone =
                Objects.requireNonNull(zones.getTimeZone(ZONE)).getVTimeZone().copy();
        zone.replace(new net.fortuna.ical4j.model.property.TzId(ZONE));
        calendar.add(zone);
        events.forEach(calendar::add);
        var out = new ByteArrayOutputStream();
        try {
            new CalendarOutputter(true).output(calendar, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private VEvent event(Moment moment, Match match, VisitStore.Skips skips, Locale language) {
        var start = moment.firstDay().atTime(moment.at()).atZone(clock.getZone());
        var last = last(moment, match);
        var event = new VEvent(false);
        put(
                event,
                moment.id().toString(),
                moment.changedAt(),
                moment.version() + match.duo().version() - 2 + skips.changes());
        event.add(new DtStart<>(start));
        event.add(new net.fortuna.ical4j.model.property.Duration(Duration.ofMinutes(moment.minutes())));
        event.add(new Summary(words("visits.feed.summary", language)));
        event.add(new Url(URI.create(site.link("/my-week"))));
        var never =
                last.isPresent() && moment.days(moment.firstDay(), last.get()).isEmpty();
        var skipped = Stream.concat(
                        skips.days().stream()
                                .filter(day -> !moment.days(day, day).isEmpty()),
                        away(moment, match))
                .distinct()
                .sorted()
                .map(day -> day.atTime(moment.at()))
                .toList();
        // of what is to happen once there are no exceptions: it is off
        if (never || (moment.rhythm() == Rhythm.ONCE && !skipped.isEmpty())) {
            event.add(ImmutableStatus.VEVENT_CANCELLED);
            return event;
        }
        event.add(ImmutableStatus.VEVENT_CONFIRMED);
        if (moment.rhythm() != Rhythm.ONCE) {
            event.add(new RRule<ZonedDateTime>(
                    rule(moment) + last.map(this::until).orElse("")));
            if (!skipped.isEmpty()) {
                event.add(new ExDate<ZonedDateTime>(
                        new ParameterList(List.of(new TzId(ZONE))),
                        skipped.stream().map(LOCAL::format).collect(Collectors.joining(","))));
            }
        }
        return event;
    }

    /// The days of the coming year on which the volunteer is away.
    private static Stream<LocalDate> away(Moment moment, Match match) {
        return match instanceof Awaited awaited
                ? moment.days(awaited.from(), awaited.from().plusYears(1)).stream()
                        .filter(day -> !awaited.comesOn(day))
                : Stream.empty();
    }

    /// The last day on which it can fall: its own, or that of the match.
    private static Optional<LocalDate> last(Moment moment, Match match) {
        var ended = match instanceof Ended it ? it.on() : null;
        var own = moment.lastDay();
        if (own == null || ended == null) {
            return Optional.ofNullable(own == null ? ended : own);
        }
        return Optional.of(own.isBefore(ended) ? own : ended);
    }

    private static String rule(Moment moment) {
        var day = moment.firstDay()
                .getDayOfWeek()
                .getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                .substring(0, 2)
                .toUpperCase(Locale.ROOT);
        return switch (moment.rhythm()) {
            case ONCE -> throw new IllegalStateException("What happens once has no rule.");
            case WEEKLY -> "FREQ=WEEKLY";
            case FORTNIGHTLY -> "FREQ=WEEKLY;INTERVAL=2";
            case MONTHLY -> "FREQ=MONTHLY;BYDAY=" + Rhythm.weekOfMonth(moment.firstDay()) + day;
        };
    }

    private String until(LocalDate last) {
        return ";UNTIL="
                + UTC.format(last.atTime(LocalTime.of(23, 59, 59))
                        .atZone(clock.getZone())
                        .withZoneSameInstant(ZoneOffset.UTC));
    }

    private Optional<VEvent> event(Meeting meeting, Locale language) {
        var meet = meeting.meet();
        if (meet.at() == null) {
            return Optional.empty();
        }
        var event = new VEvent(false);
        put(
                event,
                "meeting-" + meeting.id(),
                meeting.duo().begunAt(),
                meeting.duo().version());
        event.add(new DtStart<>(meet.on().atTime(meet.at()).atZone(clock.getZone())));
        event.add(new net.fortuna.ical4j.model.property.Duration(MEETING_LASTS));
        event.add(new Summary(words("visits.feed.meeting", language)));
        event.add(new Url(URI.create(site.link("/my-week"))));
        event.add(ImmutableStatus.VEVENT_CONFIRMED);
        return Optional.of(event);
    }

    private static void put(VEvent event, String id, Instant changed, int sequence) {
        event.add(new Uid(id + "@samenspel"));
        event.add(new DtStamp(changed));
        event.add(new LastModified(changed));
        event.add(new Sequence(sequence));
    }

    private String words(String key, Locale language) {
        return Objects.requireNonNull(messages.getMessage(key, null, language));
    }
}
