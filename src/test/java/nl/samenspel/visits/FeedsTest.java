package nl.samenspel.visits;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.property.Status;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.Collectors;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Period;
import net.fortuna.ical4j.model.component.VEvent;
import nl.samenspel.SamenspelTest;
import nl.samenspel.matches.Meet;
import nl.samenspel.visits.Agreeing.Agreed;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// The calendar on a volunteer's own phone.
@SamenspelTest
@NullUnmarked
class FeedsTest extends Scene {

    private static final ZoneId HERE = ZoneId.of("Europe/Amsterdam");

    @Autowired
    Feeds feeds;

    @Autowired
    MockMvcTester browser;

    // --- the secret ---

    @Test
    void a_secret_opens_one_s_own_calendar_until_it_is_renewed_or_stopped() {
        var first = ria.viewer().call(() -> feeds.renew());
        assertThat(feeds.open(first)).isPresent();

        var second = ria.viewer().call(() -> feeds.renew());
        assertThat(second).isNotEqualTo(first).hasSize(43);
        assertThat(feeds.open(first)).isEmpty();
        assertThat(feeds.open(second)).isPresent();

        ria.viewer().run(() -> feeds.stop());
        assertThat(feeds.open(second)).isEmpty();
        assertThat(ria.viewer().call(() -> feeds.find())).isEmpty();
    }

    @Test
    void of_a_secret_only_the_hash_is_kept_and_the_web_cannot_read_it() {
        var secret = ria.viewer().call(() -> feeds.renew());
        var kept = superuser()
                .sql("select secret_hash from visits.feed where account = :account")
                .param("account", ria.account().value())
                .query(String.class)
                .single();

        assertThat(kept).hasSize(64).doesNotContain(secret);
        assertThat(feeds.open(kept)).isEmpty();
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> count(ria.viewer(), "select length(secret_hash) from visits.feed"))
                .hasRootCauseMessage("ERROR: permission denied for table feed");
    }

    @Test
    void who_is_no_volunteer_any_more_or_is_shut_out_has_no_calendar() {
        var secret = ria.viewer().call(() -> feeds.renew());
        superuser()
                .sql("update access.account set suspended_at = now() where id = :account")
                .param("account", ria.account().value())
                .update();
        assertThat(feeds.open(secret)).isEmpty();
        superuser()
                .sql("update access.account set suspended_at = null where id = :account")
                .param("account", ria.account().value())
                .update();
        assertThat(feeds.open(secret)).isPresent();
        superuser()
                .sql("update access.role_held set ended_at = now() where account = :account")
                .param("account", ria.account().value())
                .update();
        assertThat(feeds.open(secret)).isEmpty();
    }

    @Test
    void what_opens_nothing_looks_the_same_whatever_it_is() {
        var old = ria.viewer().call(() -> feeds.renew());
        ria.viewer().run(() -> feeds.renew());
        var bodies = new ArrayList<String>();
        for (var secret : List.of(old, "x".repeat(43), "kort", "x".repeat(300))) {
            var answer = browser.get().uri("/calendar/" + secret + ".ics").exchange();
            assertThat(answer).hasStatus(404);
            assertThat(answer.getResponse().getHeader("ETag")).isNull();
            bodies.add(answer.getResponse().getErrorMessage()
                    + answer.getResponse().getContentType());
        }
        assertThat(bodies.stream().distinct()).hasSize(1);
    }

    @Test
    void over_the_web_it_is_fetched_again_only_when_something_changed() throws Exception {
        agree(today().plusDays(1), Rhythm.WEEKLY);
        var address = "/calendar/" + ria.viewer().call(() -> feeds.renew()) + ".ics";
        var first = browser.get().uri(address).exchange();

        assertThat(first).hasStatusOk().hasContentType("text/calendar;charset=UTF-8");
        assertThat(first.getResponse().getHeaders("Cache-Control")).containsExactly("no-cache, private");
        assertThat(first.getResponse().getContentAsString()).contains("BEGIN:VEVENT");
        var tag = first.getResponse().getHeader("ETag");
        assertThat(tag).isNotNull();
        assertThat(browser.get().uri(address).header("If-None-Match", tag).exchange())
                .hasStatus(304)
                .hasBodyTextEqualTo("");
        ria.viewer().run(() -> visits.log(NewVisit.skipped(match, today().plusDays(8), null)));
        assertThat(browser.get().uri(address).header("If-None-Match", tag).exchange())
                .hasStatusOk();
        assertThat(ria.viewer().call(() -> feeds.find()).orElseThrow().readAt()).isPresent();
    }

    // --- what is in it ---

    @Test
    void it_tells_when_and_not_with_whom_or_why() {
        agree(today().plusDays(1), Rhythm.WEEKLY);
        coordinator()
                .run(() -> matches.planMeeting(
                        match, new Meet(today().plusDays(2), LocalTime.of(10, 0), "bij Wim thuis, kamer 12")));
        ria.viewer().run(() -> visits.log(NewVisit.done(match, today(), Visit.Kind.VISIT, 60, "Wim had koorts")));

        var text = text();
        assertThat(text)
                .contains("SUMMARY:Vrijwilligerswerk")
                .contains("/my-week")
                .doesNotContain(
                        "Wim",
                        "Ria",
                        "Voorbeeld",
                        "Dorpsstraat",
                        "kamer",
                        "koorts",
                        "COMPANY",
                        "koffie",
                        wim.person().toString());
    }

    @Test
    void what_repeats_repeats_by_the_clock_here_also_when_it_changes() throws Exception {
        // a year of Tuesdays passes both nights on which the clock changes
        agree(today(), Rhythm.WEEKLY);
        var event = only();
        var days = occurrences(event, today(), today().plusYears(1));

        assertThat(days).hasSizeBetween(52, 54).allSatisfy(time -> {
            assertThat(time.toLocalTime()).isEqualTo(LocalTime.of(14, 0));
            assertThat(time.getDayOfWeek()).isEqualTo(today().getDayOfWeek());
        });
        assertThat(days.stream().map(ZonedDateTime::getOffset).distinct()).hasSize(2);
        assertThat(text()).contains("DTSTART;TZID=Europe/Amsterdam:").contains("BEGIN:VTIMEZONE");
    }

    @Test
    void what_will_not_go_on_is_left_out_and_what_stopped_stops() throws Exception {
        var moment = ((Agreed) agree(today().plusDays(1), Rhythm.WEEKLY)).moment();
        var before = only();
        ria.viewer().run(() -> visits.log(NewVisit.skipped(match, today().plusDays(8), null)));
        var skipped = only();

        assertThat(skipped.getUid()).isEqualTo(before.getUid());
        assertThat(sequence(skipped)).isGreaterThan(sequence(before));
        assertThat(occurrences(skipped, today(), today().plusDays(20)))
                .extracting(ZonedDateTime::toLocalDate)
                .containsExactly(today().plusDays(1), today().plusDays(15));

        // after all it does; the sequence still only goes up
        var visit = ria.viewer().call(() -> visits.listOf(match, 1)).getFirst();
        ria.viewer().run(() -> visits.correct(visit.id(), 1, visit.day(), new Visit.Came.TakenBack(), ""));
        var back = only();
        assertThat(occurrences(back, today(), today().plusDays(20))).hasSize(3);
        assertThat(sequence(back)).isGreaterThan(sequence(skipped));

        ria.viewer().run(() -> moments.end(match, moment.id(), today().plusDays(9)));
        var ended = only();
        assertThat(sequence(ended)).isGreaterThan(sequence(back));
        assertThat(occurrences(ended, today(), today().plusDays(40))).hasSize(2);
        assertThat(ended.getUid()).isEqualTo(before.getUid());
    }

    @Test
    void what_was_to_happen_once_and_does_not_is_cancelled() throws Exception {
        agree(today().plusDays(3), Rhythm.ONCE);
        ria.viewer().run(() -> visits.log(NewVisit.skipped(match, today().plusDays(3), null)));

        assertThat(biweekly().getEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getStatus()).isEqualTo(Status.cancelled()));
    }

    /// Whatever is agreed: three readers of calendars that know nothing of each other find the days that we find. The
    /// third is the one in Thunderbird.
    @Test
    void three_readers_find_the_days_that_we_find() throws Exception {
        var random = new Random(12);
        for (var n = 0; n < 12; n++) {
            var rhythm = Rhythm.values()[n % 4];
            var first = today().plusDays(random.nextInt(60) - 30);
            var moment = ((Agreed) ria.viewer()
                            .call(() -> moments.agree(
                                    match,
                                    first,
                                    LocalTime.of(random.nextInt(24), 15 * random.nextInt(4)),
                                    30 + random.nextInt(90),
                                    rhythm)))
                    .moment();
            if (random.nextInt(3) == 0) {
                ria.viewer().run(() -> moments.end(match, moment.id(), today().plusDays(random.nextInt(200) + 60)));
            }
        }
        var until = today().plusYears(1);
        var calendar = ical4j();
        assertThat(calendar.validate().hasErrors()).isFalse();
        var other = biweekly();
        assertThat(other.validate(ICalVersion.V2_0).isEmpty())
                .as(String.valueOf(other.validate(ICalVersion.V2_0)))
                .isTrue();
        var thunderbird = thunderbird(until);
        var agreed = ria.viewer().call(() -> moments.listOf(match));
        assertThat(agreed).hasSize(12);
        var compared = 0;
        for (var moment : agreed) {
            var uid = moment.id() + "@samenspel";
            var ours = moment.days(today(), until);
            var theirs = calendar.<VEvent>getComponents(Component.VEVENT).stream()
                    .filter(event -> event.getUid().orElseThrow().getValue().equals(uid))
                    .findFirst()
                    .orElseThrow();
            assertThat(occurrences(theirs, today(), until))
                    .as("ical4j, %s", moment)
                    .extracting(ZonedDateTime::toLocalDate)
                    .isEqualTo(ours);
            var thirds = other.getEvents().stream()
                    .filter(event -> event.getUid().getValue().equals(uid))
                    .findFirst()
                    .orElseThrow();
            var days = new ArrayList<LocalDate>();
            var times = thirds.getDateIterator(TimeZone.getTimeZone(HERE));
            while (times.hasNext()) {
                var time = times.next().toInstant().atZone(HERE);
                if (time.toLocalDate().isAfter(until)) {
                    break;
                }
                // in the night that an hour is skipped, a quarter past two is a quarter past three
                assertThat(time)
                        .isEqualTo(time.toLocalDate().atTime(moment.at()).atZone(HERE));
                if (!time.toLocalDate().isBefore(today())) {
                    days.add(time.toLocalDate());
                }
            }
            assertThat(days).as("biweekly, %s", moment).isEqualTo(ours);
            assertThat(thunderbird.getOrDefault(uid, List.of()))
                    .as("ical.js, %s", moment)
                    .isEqualTo(ours.stream()
                            .map(day -> day.atTime(moment.at()).format(DateTimeFormatter.ISO_LOCAL_DATE_TIME))
                            .toList());
            compared += ours.size();
        }
        System.out.printf("Calendar: %d days of 12 agreements found alike by three readers%n", compared);
    }

    /// By event, the local times from today on, as ical.js finds them.
    private Map<String, List<String>> thunderbird(LocalDate until) throws Exception {
        var script = """
                const ICAL = require(process.argv[1]).default ?? require(process.argv[1]);
                const text = require("fs").readFileSync(0, "utf8");
                const calendar = new ICAL.Component(ICAL.parse(text));
                for (const zone of calendar.getAllSubcomponents("vtimezone")) {
                    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
                }
                for (const one of calendar.getAllSubcomponents("vevent")) {
                    const event = new ICAL.Event(one);
                    const times = event.iterator();
                    for (let time = times.next(); time && time.toString().slice(0, 10) <= process.argv[3]; time = times.next()) {
                        if (time.toString().slice(0, 10) >= process.argv[2]) {
                            console.log(event.uid + " " + time.toString());
                        }
                    }
                }
                """;
        var node = new ProcessBuilder(
                        "node",
                        "-e",
                        script,
                        Path.of("src/main/frontend/node_modules/ical.js/dist/ical.es5.cjs")
                                .toAbsolutePath()
                                .toString(),
                        today().toString(),
                        until.toString())
                .redirectErrorStream(true)
                .start();
        try (var in = node.getOutputStream()) {
            in.write(bytes());
        }
        var said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(said).isZero();
        return said.lines()
                .map(line -> line.split(" "))
                .collect(Collectors.groupingBy(
                        line -> line[0], Collectors.mapping(line -> line[1], Collectors.toList())));
    }

    // --- reading ---

    private Agreeing agree(LocalDate firstDay, Rhythm rhythm) {
        return ria.viewer().call(() -> moments.agree(match, firstDay, LocalTime.of(14, 0), 120, rhythm));
    }

    private byte[] bytes() {
        return feeds.open(ria.viewer().call(() -> feeds.renew())).orElseThrow();
    }

    private String text() {
        return new String(bytes(), StandardCharsets.UTF_8).replace("\r\n ", "");
    }

    private Calendar ical4j() throws Exception {
        return new CalendarBuilder().build(new ByteArrayInputStream(bytes()));
    }

    private ICalendar biweekly() {
        return Biweekly.parse(new String(bytes(), StandardCharsets.UTF_8)).first();
    }

    private VEvent only() throws Exception {
        return ical4j().<VEvent>getComponents(Component.VEVENT).getFirst();
    }

    private static int sequence(VEvent event) {
        return event.getSequence().getSequenceNo();
    }

    private static List<ZonedDateTime> occurrences(VEvent event, LocalDate from, LocalDate until) {
        var period = new Period<>(
                from.atStartOfDay(HERE), until.plusDays(1).atStartOfDay(HERE).minusSeconds(1));
        return event.<ZonedDateTime>calculateRecurrenceSet(period).stream()
                .map(one -> one.getStart().withZoneSameInstant(HERE))
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
