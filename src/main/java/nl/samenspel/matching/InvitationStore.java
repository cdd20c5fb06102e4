package nl.samenspel.matching;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.matching.Invitation.Accepted;
import nl.samenspel.matching.Invitation.Declined;
import nl.samenspel.matching.Invitation.Expired;
import nl.samenspel.matching.Invitation.JustMissed;
import nl.samenspel.matching.Invitation.Later;
import nl.samenspel.matching.Invitation.Question;
import nl.samenspel.matching.Invitation.Reserve;
import nl.samenspel.matching.Invitation.Said;
import nl.samenspel.matching.Invitation.Sent;
import nl.samenspel.matching.Invitation.State;
import nl.samenspel.matching.Invitation.Withdrawn;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps invitations.
@Repository
class InvitationStore {

    private static final String INVITATION = """
            select id, request, organisation, branch, volunteer, kind, place, hours, day_parts, from_day, words, mailed,
                   invited_by, invited_at, state, answer_by, later_until, answered_by, answered_at, by_phone
            from matching.invitation
            """;

    private final JdbcClient db;

    InvitationStore(JdbcClient db) {
        this.db = db;
    }

    /// A state as its columns.
    private record Columns(
            @Nullable LocalDate answerBy,
            @Nullable LocalDate laterUntil,
            @Nullable Said said) {

        static Columns of(Invitation invitation) {
            return switch (invitation) {
                case Sent sent -> new Columns(sent.answerBy(), null, null);
                case Later later -> new Columns(null, later.until(), later.said());
                case Accepted accepted -> new Columns(null, null, accepted.said());
                case Declined declined -> new Columns(null, null, declined.said());
                case Reserve reserve -> new Columns(null, null, reserve.said());
                case Expired _, Withdrawn _, JustMissed _ -> new Columns(null, null, null);
            };
        }
    }

    void add(Sent invitation) {
        var question = invitation.question();
        db.sql("""
                insert into matching.invitation
                    (id, request, organisation, branch, volunteer, kind, place, hours, day_parts, from_day, words, mailed,
                     invited_by, invited_at, state, answer_by)
                values (:id, :request, :organisation, :branch, :volunteer, :kind, :place, :hours, :dayParts, :from, :words,
                     :mailed, :invitedBy, :invitedAt, 'SENT', :answerBy)
                """)
                .param("id", invitation.id().value())
                .param("request", question.request().value())
                .param("organisation", question.organisation().value())
                .param("branch", question.branch().value())
                .param("volunteer", question.volunteer().value())
                .param("kind", question.kind().name())
                .param("place", question.place())
                .param("hours", question.hours())
                .param("dayParts", question.dayParts().mask())
                .param("from", question.from())
                .param("words", question.words())
                .param("mailed", question.mailed())
                .param("invitedBy", question.invitedBy().value())
                .param("invitedAt", Timestamp.from(question.invitedAt()))
                .param("answerBy", invitation.answerBy())
                .update();
    }

    /// Yeses that were given elsewhere, in one statement.
    void removeAll(Collection<InvitationId> brought) {
        db.sql("delete from matching.invitation where id = any (:ids)")
                .param("ids", brought.stream().map(InvitationId::value).toArray(UUID[]::new))
                .update();
    }

    void addBrought(List<Invitations.BroughtYes> yeses, AccountId by) {
        db.sql("""
                insert into matching.invitation
                    (id, request, organisation, branch, volunteer, kind, place, hours, day_parts, from_day, words, mailed,
                     invited_by, invited_at, state, answered_by, answered_at, by_phone, brought)
                select id, request, organisation, branch, volunteer, kind, place, hours, day_parts,
                       cast(cast(at as timestamptz) at time zone 'Europe/Amsterdam' as date), words, false, :by,
                       cast(at as timestamptz), 'ACCEPTED', :by, cast(at as timestamptz), true, brought
                from unnest(:ids, :requests, :organisations, :branches, :volunteers, :kinds, :places, :hours, :dayParts,
                            :at, :words, :brought)
                    as t (id, request, organisation, branch, volunteer, kind, place, hours, day_parts, at, words, brought)
                """)
                .param("by", by.value())
                .param("ids", yeses.stream().map(yes -> yes.id().value()).toArray(UUID[]::new))
                .param(
                        "requests",
                        yeses.stream().map(yes -> yes.request().id().value()).toArray(UUID[]::new))
                .param(
                        "organisations",
                        yeses.stream()
                                .map(yes ->
                                        yes.request().holder().organisation().value())
                                .toArray(UUID[]::new))
                .param(
                        "branches",
                        yeses.stream()
                                .map(yes -> yes.request().holder().branch().value())
                                .toArray(UUID[]::new))
                .param(
                        "volunteers",
                        yeses.stream().map(yes -> yes.volunteer().value()).toArray(UUID[]::new))
                .param(
                        "kinds",
                        yeses.stream()
                                .map(yes -> yes.request().ask().kind().name())
                                .toArray(String[]::new))
                .param(
                        "places",
                        yeses.stream().map(yes -> yes.request().ask().place()).toArray(String[]::new))
                .param(
                        "hours",
                        yeses.stream().map(Invitations.BroughtYes::hours).toArray(Integer[]::new))
                .param(
                        "dayParts",
                        yeses.stream()
                                .map(yes -> yes.request().ask().dayParts().mask())
                                .toArray(Integer[]::new))
                .param("at", yeses.stream().map(yes -> yes.at().toString()).toArray(String[]::new))
                .param(
                        "words",
                        yeses.stream().map(Invitations.BroughtYes::words).toArray(String[]::new))
                .param(
                        "brought",
                        yeses.stream()
                                .map(yes -> yes.isOver() ? "OVER" : "RUNS")
                                .toArray(String[]::new))
                .update();
    }

    /// Saves a transition, unless someone else moved the invitation first. Returns whether it was saved.
    boolean replace(Invitation before, Invitation after) {
        var was = Columns.of(before);
        var is = Columns.of(after);
        var said = is.said();
        return db.sql("""
                        update matching.invitation
                        set state = :state, answer_by = :answerBy, later_until = :laterUntil, answered_by = :by,
                            answered_at = :at, by_phone = :byPhone
                        where id = :id and state = :was and answer_by is not distinct from :wasAnswerBy
                          and later_until is not distinct from :wasLaterUntil
                        """)
                        .param("id", before.id().value())
                        .param("state", after.state().name())
                        .param("answerBy", is.answerBy(), Types.DATE)
                        .param("laterUntil", is.laterUntil(), Types.DATE)
                        .param("by", said == null ? null : said.by().value(), Types.OTHER)
                        .param("at", said == null ? null : Timestamp.from(said.at()), Types.TIMESTAMP)
                        .param("byPhone", said != null && said.byPhone())
                        .param("was", before.state().name())
                        .param("wasAnswerBy", was.answerBy(), Types.DATE)
                        .param("wasLaterUntil", was.laterUntil(), Types.DATE)
                        .update()
                == 1;
    }

    Optional<Invitation> find(InvitationId id) {
        return db.sql(INVITATION + "where id = :id")
                .param("id", id.value())
                .query(InvitationStore::read)
                .optional();
    }

    List<Invitation> listOf(HelpRequestId request) {
        return listOf(List.of(request));
    }

    List<Invitation> listOf(Collection<HelpRequestId> requests) {
        return db.sql(INVITATION + "where request = any (:requests) order by invited_at, id")
                .param("requests", requests.stream().map(HelpRequestId::value).toArray(UUID[]::new))
                .query(InvitationStore::read)
                .list();
    }

    /// Everything these volunteers were asked, newest first.
    List<Invitation> listFor(Collection<PersonId> volunteers) {
        return db.sql(INVITATION + "where volunteer = any (:volunteers) order by invited_at desc, id")
                .param("volunteers", ids(volunteers))
                .query(InvitationStore::read)
                .list();
    }

    /// What still waits for an answer at the viewer's desk, the first to end first.
    List<Invitation> listOpen(OrganisationId organisation) {
        return db.sql(INVITATION + """
                where organisation = :organisation and state in ('SENT', 'LATER')
                order by coalesce(answer_by, later_until), id
                """)
                .param("organisation", organisation.value())
                .query(InvitationStore::read)
                .list();
    }

    void keepApart(OrganisationId organisation, PersonId volunteer, PersonId participant, Instant since) {
        db.sql("""
                insert into matching.kept_apart (organisation, volunteer, participant, since)
                values (:organisation, :volunteer, :participant, :since)
                on conflict do nothing
                """)
                .param("organisation", organisation.value())
                .param("volunteer", volunteer.value())
                .param("participant", participant.value())
                .param("since", Timestamp.from(since))
                .update();
    }

    /// By participant, from whom they are kept apart.
    Map<PersonId, Set<PersonId>> listKeptApartFrom(Collection<PersonId> participants) {
        return db
                .sql("""
                        select participant, volunteer from matching.kept_apart where participant = any (:participants)
                        """)
                .param("participants", ids(participants))
                .query((rs, _) -> Map.entry(
                        new PersonId(rs.getObject("participant", UUID.class)),
                        new PersonId(rs.getObject("volunteer", UUID.class))))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    private static UUID[] ids(Collection<PersonId> persons) {
        return persons.stream().map(PersonId::value).toArray(UUID[]::new);
    }

    private static Invitation read(ResultSet rs, int rowNumber) throws SQLException {
        var id = new InvitationId(rs.getObject("id", UUID.class));
        var question = new Question(
                new HelpRequestId(rs.getObject("request", UUID.class)),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                new BranchId(rs.getObject("branch", UUID.class)),
                new PersonId(rs.getObject("volunteer", UUID.class)),
                KindOfHelp.valueOf(rs.getString("kind")),
                rs.getString("place"),
                rs.getInt("hours"),
                new DayParts(rs.getInt("day_parts")),
                rs.getObject("from_day", LocalDate.class),
                rs.getString("words"),
                rs.getBoolean("mailed"),
                new AccountId(rs.getObject("invited_by", UUID.class)),
                rs.getTimestamp("invited_at").toInstant());
        return switch (State.valueOf(rs.getString("state"))) {
            case SENT -> new Sent(id, question, day(rs, "answer_by"));
            case LATER -> new Later(id, question, day(rs, "later_until"), said(rs));
            case ACCEPTED -> new Accepted(id, question, said(rs));
            case DECLINED -> new Declined(id, question, said(rs));
            case EXPIRED -> new Expired(id, question);
            case WITHDRAWN -> new Withdrawn(id, question);
            case JUST_MISSED -> new JustMissed(id, question);
            case RESERVE -> new Reserve(id, question, said(rs));
        };
    }

    private static LocalDate day(ResultSet rs, String column) throws SQLException {
        return Objects.requireNonNull(rs.getObject(column, LocalDate.class));
    }

    private static Said said(ResultSet rs) throws SQLException {
        return new Said(
                new AccountId(Objects.requireNonNull(rs.getObject("answered_by", UUID.class))),
                Objects.requireNonNull(rs.getTimestamp("answered_at")).toInstant(),
                rs.getBoolean("by_phone"));
    }
}
