package nl.samenspel.matches;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.limits.Face;
import nl.samenspel.matches.CheckIn.About;
import nl.samenspel.matches.CheckIn.Answered;
import nl.samenspel.matches.CheckIn.Answers;
import nl.samenspel.matches.CheckIn.Asked;
import nl.samenspel.matches.CheckIn.Dropped;
import nl.samenspel.matches.CheckIn.GoOn;
import nl.samenspel.matches.CheckIn.Moment;
import nl.samenspel.matches.CheckIn.Planned;
import nl.samenspel.matches.CheckIn.Said;
import nl.samenspel.matches.CheckIn.Side;
import nl.samenspel.matches.CheckIn.Skipped;
import nl.samenspel.matches.CheckIn.State;
import nl.samenspel.matches.CheckIn.ToCall;
import nl.samenspel.matches.CheckIn.Waiting;
import nl.samenspel.network.Holder;
import nl.samenspel.network.KindOfHelp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps check-ins.
@Repository
class CheckInStore {

    private static final String CHECK_IN = """
            select id, match, organisation, person, side, moment, state, due_on, asked_on, reminded_on, answered_at,
                   answered_by, by_phone, together, self, go_on, words, heard_at, version
            from matches.check_in
            """;

    private final JdbcClient db;

    CheckInStore(JdbcClient db) {
        this.db = db;
    }

    /// Plans it, unless the same is planned or asked already: then it moves to this day while it is only planned.
    void plan(About about, Holder holder) {
        db.sql("""
                insert into matches.check_in (id, match, organisation, branch, person, side, moment, state, due_on)
                values (:id, :match, :organisation, :branch, :person, :side, :moment, 'PLANNED', :dueOn)
                on conflict (match, side, moment) where state in ('PLANNED', 'ASKED', 'TO_CALL')
                do update set due_on = excluded.due_on where check_in.state = 'PLANNED'
                """)
                .param("id", CheckInId.next().value())
                .param("match", about.match().value())
                .param("organisation", about.organisation().value())
                .param("branch", holder.branch().value())
                .param("person", about.person().value())
                .param("side", about.side().name())
                .param("moment", about.moment().name())
                .param("dueOn", about.dueOn())
                .update();
    }

    /// Somebody is to be asked.
    record ToAsk(MatchId match, Holder holder, PersonId person, Side side, Moment moment, LocalDate dueOn) {}

    /// As [#plan], for many matches that are new here.
    void planAll(List<ToAsk> all) {
        if (all.isEmpty()) {
            return;
        }
        db.sql("""
                insert into matches.check_in (id, match, organisation, branch, person, side, moment, state, due_on)
                select gen_random_uuid(), match, organisation, branch, person, side, moment, 'PLANNED', cast(due as date)
                from unnest(:matches, :organisations, :branches, :persons, :sides, :moments, :dues)
                    as t (match, organisation, branch, person, side, moment, due)
                """)
                .param("matches", all.stream().map(one -> one.match().value()).toArray(UUID[]::new))
                .param(
                        "organisations",
                        all.stream()
                                .map(one -> one.holder().organisation().value())
                                .toArray(UUID[]::new))
                .param(
                        "branches",
                        all.stream().map(one -> one.holder().branch().value()).toArray(UUID[]::new))
                .param("persons", all.stream().map(one -> one.person().value()).toArray(UUID[]::new))
                .param("sides", all.stream().map(one -> one.side().name()).toArray(String[]::new))
                .param("moments", all.stream().map(one -> one.moment().name()).toArray(String[]::new))
                .param("dues", all.stream().map(one -> one.dueOn().toString()).toArray(String[]::new))
                .update();
    }

    /// Of these matches, those of which something was asked, or is not asked any more: more than a
    /// plan.
    Set<MatchId> listBegun(Collection<MatchId> matches) {
        return Set.copyOf(db.sql(
                        "select distinct match from matches.check_in where match = any (:matches) and state <> 'PLANNED'")
                .param("matches", matches.stream().map(MatchId::value).toArray(UUID[]::new))
                .query((rs, _) -> new MatchId(rs.getObject(1, UUID.class)))
                .list());
    }

    /// Saves a transition, unless someone else moved it first. Returns whether it was saved.
    boolean replace(Waiting before, CheckIn after) {
        var asked = after instanceof Asked it ? it : null;
        var answers = after instanceof Answered it ? it.answers() : null;
        var said =
                switch (after) {
                    case Answered it -> it.said();
                    case Skipped it -> it.said();
                    default -> null;
                };
        return db.sql("""
                        update matches.check_in
                        set state = :state, due_on = :dueOn, asked_on = coalesce(:askedOn, asked_on),
                            reminded_on = coalesce(:remindedOn, reminded_on), answered_at = :answeredAt,
                            answered_by = :answeredBy, by_phone = :byPhone, together = :together, self = :self,
                            go_on = :goOn, words = :words, version = version + 1
                        where id = :id and version = :version
                        """)
                        .param("id", after.id().value())
                        .param("state", after.state().name())
                        .param("dueOn", after.about().dueOn())
                        .param("askedOn", asked == null ? null : asked.on(), Types.DATE)
                        .param("remindedOn", asked == null ? null : asked.remindedOn(), Types.DATE)
                        .param("answeredAt", said == null ? null : Timestamp.from(said.at()), Types.TIMESTAMP)
                        .param("answeredBy", said == null ? null : said.by().value(), Types.OTHER)
                        .param("byPhone", said == null ? null : said.byPhone(), Types.BOOLEAN)
                        .param(
                                "together",
                                answers == null ? null : answers.together().name(),
                                Types.VARCHAR)
                        .param("self", answers == null ? null : answers.self().name(), Types.VARCHAR)
                        .param("goOn", answers == null ? null : answers.goOn().name(), Types.VARCHAR)
                        .param(
                                "words",
                                answers == null || answers.words().isBlank() ? null : answers.words(),
                                Types.VARCHAR)
                        .param("version", before.about().version())
                        .update()
                == 1;
    }

    /// The coordinator read what was said about this match. Returns whether there was something to hear.
    boolean hear(MatchId match, AccountId by, Instant at) {
        return db.sql("""
                        update matches.check_in set heard_at = :at, heard_by = :by
                        where match = :match and state = 'ANSWERED' and heard_at is null
                        """)
                        .param("match", match.value())
                        .param("at", Timestamp.from(at))
                        .param("by", by.value())
                        .update()
                > 0;
    }

    Optional<CheckIn> find(CheckInId id) {
        return db.sql(CHECK_IN + "where id = :id")
                .param("id", id.value())
                .query(CheckInStore::read)
                .optional();
    }

    /// Of a match, as far as the viewer may see; the newest first.
    List<CheckIn> listOf(MatchId match) {
        return db.sql(CHECK_IN + "where match = :match order by due_on desc, side, id")
                .param("match", match.value())
                .query(CheckInStore::read)
                .list();
    }

    /// What these people are asked now; what was asked first, first.
    List<CheckIn> listAskedOf(Collection<PersonId> persons) {
        return db.sql(CHECK_IN + """
                where person = any (:persons) and state in ('ASKED', 'TO_CALL') order by due_on, id
                """)
                .param("persons", persons.stream().map(PersonId::value).toArray(UUID[]::new))
                .query(CheckInStore::read)
                .list();
    }

    /// At a desk: whom to call, and what to hear, with who guides it.
    List<CheckIns.AtDesk> listForTheDesk(OrganisationId organisation) {
        return db.sql("""
                select c.id, c.match, c.organisation, c.person, c.side, c.moment, c.state, c.due_on, c.asked_on,
                       c.reminded_on, c.answered_at, c.answered_by, c.by_phone, c.together, c.self, c.go_on, c.words,
                       c.heard_at, c.version, m.holder, m.kind
                from matches.check_in c join matches.match m on m.id = c.match
                where c.organisation = :organisation
                  and (c.state = 'TO_CALL'
                       or (c.state = 'ANSWERED' and c.heard_at is null and not c.by_phone
                           and (c.together = 'HARD' or c.self = 'HARD' or c.go_on <> 'YES' or c.words is not null)))
                order by c.due_on, c.id
                """)
                .param("organisation", organisation.value())
                .query((rs, row) -> new CheckIns.AtDesk(
                        read(rs, row),
                        new AccountId(rs.getObject("holder", UUID.class)),
                        KindOfHelp.valueOf(rs.getString("kind"))))
                .list();
    }

    private static CheckIn read(ResultSet rs, int rowNumber) throws SQLException {
        var id = new CheckInId(rs.getObject("id", UUID.class));
        var about = new About(
                new MatchId(rs.getObject("match", UUID.class)),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                new PersonId(rs.getObject("person", UUID.class)),
                Side.valueOf(rs.getString("side")),
                Moment.valueOf(rs.getString("moment")),
                Objects.requireNonNull(rs.getObject("due_on", LocalDate.class)),
                rs.getInt("version"));
        var askedOn = rs.getObject("asked_on", LocalDate.class);
        var heard = rs.getTimestamp("heard_at");
        return switch (State.valueOf(rs.getString("state"))) {
            case PLANNED -> new Planned(id, about);
            case ASKED ->
                new Asked(id, about, Objects.requireNonNull(askedOn), rs.getObject("reminded_on", LocalDate.class));
            case TO_CALL -> new ToCall(id, about, askedOn);
            case ANSWERED ->
                new Answered(
                        id,
                        about,
                        new Answers(
                                Face.valueOf(rs.getString("together")),
                                Face.valueOf(rs.getString("self")),
                                GoOn.valueOf(rs.getString("go_on")),
                                Objects.requireNonNullElse(rs.getString("words"), "")),
                        said(rs),
                        heard == null ? null : heard.toInstant());
            case SKIPPED -> new Skipped(id, about, said(rs));
            case DROPPED -> new Dropped(id, about);
        };
    }

    private static Said said(ResultSet rs) throws SQLException {
        return new Said(
                rs.getTimestamp("answered_at").toInstant(),
                new AccountId(rs.getObject("answered_by", UUID.class)),
                rs.getBoolean("by_phone"));
    }
}
