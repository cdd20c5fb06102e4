package nl.samenspel.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Shares;
import nl.samenspel.access.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What people agreed to (_toestemming_): who, for what, given how and by whom, and whether it still stands.
@Service
public class Consents {

    private static final Locale DUTCH = Locale.forLanguageTag("nl");

    private static final String CONSENT = """
            select c.id, c.organisation, c.person, c.purpose, c.subject, c.given_by, c.by_phone, c.given_at, c.withdrawn_at,
                   c.text_version, case c.language when 'en' then w.english else w.dutch end as words
            from people.consent c
            left join people.consent_text w on w.purpose = c.purpose and w.version = c.text_version
            """;

    private final JdbcClient db;
    private final JdbcClient jobs;
    private final Shares shares;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Consents(
            JdbcClient db,
            @Qualifier("jobs") JdbcClient jobs,
            Shares shares,
            MessageSource messages,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.jobs = jobs;
        this.shares = shares;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    /// What a consent is for. Each has a message `people.consent.<NAME>` with the text that is agreed to; every
    /// version of it is kept.
    public enum Purpose {
        /// My name and how to reach me go to the volunteer of this match.
        SHARE_FOR_MATCH,
        /// My request goes to this other organisation.
        SHARE_WITH_ORGANISATION,
        /// Other organisations may ask me too.
        BE_CALLED_ON_BY_OTHERS,
        /// This one sits at my table and sees my plan, as far as I say.
        SEAT_AT_TABLE,
        /// What I do at all organisations is counted together.
        COUNT_TOGETHER,
        /// What I get as a flat allowance from all organisations is counted together.
        COUNT_ALLOWANCES
    }

    /// Records a consent.
    ///
    /// @param subject the match, request or organisation it is about
    /// @param givenBy the person, or who represents them by law
    /// @param byPhone told to a coordinator, who records it; otherwise given on the screen by themselves
    @Transactional
    public UUID give(
            OrganisationId organisation,
            PersonId person,
            Purpose purpose,
            @Nullable UUID subject,
            PersonId givenBy,
            boolean byPhone) {
        var id = UUID.randomUUID();
        db.sql("""
                insert into people.consent
                    (id, organisation, person, purpose, subject, given_by, recorded_by, by_phone, given_at,
                     text_version, language)
                values (:id, :organisation, :person, :purpose, :subject, :givenBy, :recordedBy, :byPhone, :now,
                     :version, :language)
                """)
                .param("id", id)
                .param("organisation", organisation.value())
                .param("person", person.value())
                .param("purpose", purpose.name())
                .param("subject", subject, Types.OTHER)
                .param("givenBy", givenBy.value())
                .param("recordedBy", Viewer.current().me().value())
                .param("byPhone", byPhone)
                .param("now", Timestamp.from(clock.instant()))
                .param("version", versionOfText(purpose))
                .param("language", language())
                .update();
        return id;
    }

    /// A consent that was given elsewhere, as whoever brings it in says.
    ///
    /// @param subject the match it is about
    /// @param until when it ended with what it was given for; null where it still stands
    public record Elsewhere(
            UUID id,
            PersonId person,
            UUID subject,
            Instant since,
            @Nullable Instant until) {}

    /// Records consents that people gave before what they are for was kept here: a list that comes in.
    /// Told to who brings it in, as by phone; which words they agreed to is not known.
    @Transactional
    public void bring(OrganisationId organisation, Purpose purpose, List<Elsewhere> consents) {
        db.sql("""
                insert into people.consent
                    (id, organisation, person, purpose, subject, given_by, recorded_by, by_phone, given_at, withdrawn_at)
                select id, :organisation, person, :purpose, subject, person, :recordedBy, true,
                       cast(since as timestamptz), cast(until as timestamptz)
                from unnest(:ids, :persons, :subjects, :since, :until) as t (id, person, subject, since, until)
                """)
                .param("organisation", organisation.value())
                .param("purpose", purpose.name())
                .param("recordedBy", Viewer.current().me().value())
                .param("ids", consents.stream().map(Elsewhere::id).toArray(UUID[]::new))
                .param(
                        "persons",
                        consents.stream().map(one -> one.person().value()).toArray(UUID[]::new))
                .param("subjects", consents.stream().map(Elsewhere::subject).toArray(UUID[]::new))
                .param(
                        "since",
                        consents.stream().map(one -> one.since().toString()).toArray(String[]::new))
                .param(
                        "until",
                        consents.stream()
                                .map(one ->
                                        one.until() == null ? null : one.until().toString())
                                .toArray(String[]::new))
                .update();
    }

    /// Takes consents away again that came in with a list, which is being undone; the database lets
    /// no other go.
    ///
    /// @param subjects what they are about
    @Transactional
    public void removeAll(OrganisationId organisation, Purpose purpose, Collection<UUID> subjects) {
        db.sql("""
                delete from people.consent
                where organisation = :organisation and purpose = :purpose and subject = any (:subjects)
                """)
                .param("organisation", organisation.value())
                .param("purpose", purpose.name())
                .param("subjects", subjects.toArray(UUID[]::new))
                .update();
    }

    /// The consent for this that stands today.
    @Transactional(readOnly = true)
    public Optional<UUID> findStanding(PersonId person, Purpose purpose, @Nullable UUID subject) {
        return db.sql("""
                select id from people.consent
                where person = :person and purpose = :purpose and subject is not distinct from :subject
                  and withdrawn_at is null
                order by given_at desc limit 1
                """)
                .param("person", person.value())
                .param("purpose", purpose.name())
                .param("subject", subject, Types.OTHER)
                .query((rs, _) -> rs.getObject("id", UUID.class))
                .optional();
    }

    /// Takes it back. What was shown on it is hidden in the same transaction, and whoever rests on it hears.
    @Transactional
    public void withdraw(UUID consent) {
        var withdrawn = db.sql("""
                update people.consent set withdrawn_at = :now where id = :id and withdrawn_at is null
                returning person, purpose, subject
                """)
                .param("id", consent)
                .param("now", Timestamp.from(clock.instant()))
                .query((rs, _) -> new ConsentWithdrawn(
                        consent,
                        new PersonId(rs.getObject("person", UUID.class)),
                        Purpose.valueOf(rs.getString("purpose")),
                        rs.getObject("subject", UUID.class)))
                .optional();
        if (withdrawn.isPresent()) {
            shares.withdrawAllOn(consent);
            events.publishEvent(withdrawn.get());
        }
    }

    /// What the viewer agreed to, for themselves or for whom they represent; what stands first, then the newest.
    @Transactional(readOnly = true)
    public List<Consent> listMine() {
        var mine = Viewer.current().persons().stream().map(PersonId::value).toArray(UUID[]::new);
        return db.sql(CONSENT + """
                where c.person = any (:mine) or c.given_by = any (:mine)
                order by (c.withdrawn_at is not null), c.given_at desc, c.id
                """).param("mine", mine).query(Consents::read).list();
    }

    /// Whoever is at no screen reads Dutch.
    private static String language() {
        var reading = LocaleContextHolder.getLocaleContext();
        var locale = reading == null ? null : reading.getLocale();
        return locale != null && locale.getLanguage().equals("en") ? "en" : "nl";
    }

    /// The version of the text that is agreed to today. A text that changed since gets the next
    /// number; as the jobs' role, because nobody else writes texts.
    private int versionOfText(Purpose purpose) {
        var key = "people.consent." + purpose;
        var dutch = messages.getMessage(key, null, DUTCH);
        var english = messages.getMessage(key, null, Locale.ENGLISH);
        for (var tries = 0; tries < 3; tries++) {
            record Text(int version, String dutch, String english) {}
            var latest = jobs.sql("""
                    select version, dutch, english from people.consent_text
                    where purpose = :purpose order by version desc limit 1
                    """)
                    .param("purpose", purpose.name())
                    .query((rs, _) -> new Text(rs.getInt("version"), rs.getString("dutch"), rs.getString("english")))
                    .optional();
            if (latest.isPresent()
                    && latest.get().dutch().equals(dutch)
                    && latest.get().english().equals(english)) {
                return latest.get().version();
            }
            jobs.sql("""
                    insert into people.consent_text (purpose, version, dutch, english, since)
                    values (:purpose, :version, :dutch, :english, :now) on conflict do nothing
                    """)
                    .param("purpose", purpose.name())
                    .param("version", latest.map(Text::version).orElse(0) + 1)
                    .param("dutch", dutch)
                    .param("english", english)
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        }
        throw new IllegalStateException("The text for %s changes faster than it is read.".formatted(purpose));
    }

    private static Consent read(ResultSet rs, int rowNumber) throws SQLException {
        var withdrawnAt = rs.getTimestamp("withdrawn_at");
        var words = rs.getString("words");
        return new Consent(
                rs.getObject("id", UUID.class),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                new PersonId(rs.getObject("person", UUID.class)),
                Purpose.valueOf(rs.getString("purpose")),
                rs.getObject("subject", UUID.class),
                new PersonId(rs.getObject("given_by", UUID.class)),
                rs.getBoolean("by_phone"),
                Objects.requireNonNull(rs.getTimestamp("given_at")).toInstant(),
                withdrawnAt == null ? null : withdrawnAt.toInstant(),
                words == null ? "" : words,
                rs.getObject("text_version", Integer.class));
    }
}
