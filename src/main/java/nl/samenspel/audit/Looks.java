package nl.samenspel.audit;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The log of looks: who saw whose record, when and why. Law 8; NEN 7513 asks for the same in care.
///
/// All that one response, one command or one job shows is one event ([Occasion]), with one line for each person shown.
/// It is written in the transaction that reads: what cannot be logged is not shown.
@Service
public class Looks {

    private final JdbcClient db;
    private final Clock clock;

    Looks(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// Why a record is looked at. Each has a message `audit.purpose.<NAME>` in every language.
    public enum Purpose {
        /// Working on a help request: intake, triage, contact.
        REQUEST,
        /// Choosing whom to invite.
        MATCHING,
        /// Guiding a match.
        MATCH,
        /// Sitting at someone's table, or looking after it.
        CAREPLAN,
        /// The overview of what needs doing.
        WORKBENCH,
        /// Looking up or changing someone's record.
        RECORD,
        /// Another program, on behalf of an account.
        API,
        /// Seeing who looked at whose record.
        LOG
    }

    /// How who looked could see the record. Each has a message `audit.relation.<NAME>` in every language.
    public enum Relation {
        /// They work for the organisation whose record it is.
        STAFF,
        /// It was shared with them.
        SHARED,
        /// Outside their own branches, opened with a reason.
        EMERGENCY
    }

    /// Somebody looked at somebody's record.
    ///
    /// @param who the name of who looked, as it was then; empty in what was written before names were
    /// @param organisation for which they worked, if any
    /// @param reason why the record was opened in an emergency
    public record Look(
            Instant at,
            String who,
            Optional<Role> role,
            @Nullable OrganisationId organisation,
            Purpose purpose,
            PersonId person,
            Relation relation,
            @Nullable String reason) {}

    /// How many looks are counted and can be leafed through. Who wants to see more asks for fewer days.
    public static final int MOST = 1000;

    /// Some of many looks, the newest first.
    ///
    /// @param total how many there are; one more than [#MOST] when there are more
    public record Page(List<Look> looks, int total) {

        public Page {
            looks = List.copyOf(looks);
        }
    }

    /// Writes a line for each person shown. Looking at oneself is not a look. The front desk has no account
    /// and shows nobody anything, so it leaves no line either.
    ///
    /// @param shown the people, and whose record of them it is
    @Transactional
    public void at(Map<PersonId, OrganisationId> shown, Purpose purpose) {
        var viewer = Viewer.current();
        if (viewer.account() == null) {
            return;
        }
        var others = shown.entrySet().stream()
                .filter(one -> !viewer.persons().contains(one.getKey()))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        var event = Occasion.current().event(viewer, purpose, Emergencies.opened(), clock);
        var desk = viewer.desk();
        var relations = others.stream()
                .map(one -> event.emergency() != null
                        ? Relation.EMERGENCY
                        : desk != null && desk.organisation().equals(one.getValue()) ? Relation.STAFF : Relation.SHARED)
                .map(Enum::name)
                .toArray(String[]::new);
        // the same event is told again each time: the transaction that told it first may have been undone
        db.sql("""
                with told as (
                    insert into audit.event (id, at, account, who, role, organisation, handler, purpose, emergency)
                    values (:event, :at, :account, :who, :role, :organisation, :handler, :purpose, :emergency)
                    on conflict do nothing)
                insert into audit.subject (event, account, person, organisation, relation, at)
                select :event, :account, person, whose, relation, :at
                from unnest(:persons, :whose, :relations) as shown (person, whose, relation)
                on conflict do nothing
                """)
                .param("event", event.id())
                .param("at", Timestamp.from(event.at()))
                .param("account", event.account().value())
                .param("who", event.who())
                .param("role", event.role())
                .param(
                        "organisation",
                        event.organisation() == null
                                ? null
                                : event.organisation().value(),
                        Types.OTHER)
                .param("handler", event.handler())
                .param("purpose", event.purpose().name())
                .param("emergency", event.emergency(), Types.OTHER)
                .param(
                        "persons",
                        others.stream().map(one -> one.getKey().value()).toArray(UUID[]::new))
                .param(
                        "whose",
                        others.stream().map(one -> one.getValue().value()).toArray(UUID[]::new))
                .param("relations", relations)
                .update();
    }

    /// Who looked at the viewer's own records.
    ///
    /// @param until not this moment itself
    @Transactional(readOnly = true)
    public Page listAtMine(Instant from, Instant until, int skip, int some) {
        return page(
                "person",
                Viewer.current().persons().stream().map(PersonId::value).toArray(UUID[]::new),
                from,
                until,
                skip,
                some);
    }

    /// Who looked at the records of the viewer's organisation, for its manager.
    ///
    /// @param until not this moment itself
    @Transactional(readOnly = true)
    public Page listAtOurs(Instant from, Instant until, int skip, int some) {
        return page(
                "organisation",
                new UUID[] {Viewer.current().myDesk().organisation().value()},
                from,
                until,
                skip,
                some);
    }

    /// For each of them along the index, from the newest: what was longer ago costs nothing.
    /// PostgreSQL would rather read them all and sort them, because it expects very few: row
    /// security asks for the organisation once more, and it takes that for another condition. So
    /// it is told not to sort where an index is in order. The first day is asked for outside, for
    /// the same reason.
    private Page page(String column, UUID[] whose, Instant from, Instant until, int skip, int some) {
        record Row(Look look, int total) {}
        db.sql("select set_config('enable_sort', 'off', true)")
                .query(String.class)
                .single();
        List<Row> rows = db.sql("""
                with newest as (
                    select s.event, s.person, s.relation, s.at
                    from unnest(:whose) as whose (id)
                    cross join lateral (
                        select event, person, relation, at from audit.subject
                        where %s = whose.id and at < :until
                        order by at desc limit :most) s
                    where s.at >= :from),
                shown as (
                    select event, person, relation, at from newest
                    order by at desc, event, person offset :skip limit :some)
                select e.at, e.who, e.role, e.organisation, e.purpose, s.person, s.relation, m.reason,
                       (select least(count(*), :most) from newest) as total
                from shown s
                join audit.event e on e.id = s.event
                left join audit.emergency m on m.id = e.emergency
                order by s.at desc, s.event, s.person
                """.formatted(column))
                .param("whose", whose)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("skip", skip)
                .param("some", some)
                .param("most", MOST + 1)
                .query((rs, _) -> new Row(
                        new Look(
                                rs.getTimestamp("at").toInstant(),
                                rs.getString("who"),
                                Optional.of(rs.getString("role"))
                                        .filter(role -> !role.isEmpty())
                                        .map(Role::valueOf),
                                Optional.ofNullable(rs.getObject("organisation", UUID.class))
                                        .map(OrganisationId::new)
                                        .orElse(null),
                                Purpose.valueOf(rs.getString("purpose")),
                                new PersonId(rs.getObject("person", UUID.class)),
                                Relation.valueOf(rs.getString("relation")),
                                rs.getString("reason")),
                        rs.getInt("total")))
                .list();
        return new Page(
                rows.stream().map(Row::look).toList(),
                rows.isEmpty() ? 0 : rows.getFirst().total());
    }
}
