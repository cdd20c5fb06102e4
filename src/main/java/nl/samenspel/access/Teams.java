package nl.samenspel.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to team leaders' lists: which volunteers somebody guides for a coordinator, from when to when.
///
/// A desk of the organisation gives and ends. What a team leader sees of the volunteers on their list, and of nobody
/// else, the database decides with `access.my_team()`: at once when someone is put on the list, and no longer from the
/// moment that they are taken off.
@Service
public class Teams {

    private final JdbcClient db;
    private final Clock clock;

    Teams(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// A volunteer on somebody's list.
    ///
    /// @param endedAt when they were taken off; empty as long as they are on it
    public record Place(AccountId leader, PersonId volunteer, Instant since, Optional<Instant> endedAt) {}

    /// What came of putting somebody on a list.
    public sealed interface Giving {

        /// On the list now, or already.
        record Given() implements Giving {}

        /// Somebody else guides this volunteer: first they are taken off that list.
        record HasAnother(AccountId leader) implements Giving {}

        /// Not a team leader of this organisation.
        record NotALeader() implements Giving {}
    }

    /// Puts a volunteer of the organisation on a team leader's list.
    @Transactional
    public Giving give(OrganisationId organisation, AccountId leader, PersonId volunteer) {
        if (!listLeaders(organisation).contains(leader)) {
            return new Giving.NotALeader();
        }
        db.sql("""
                insert into access.team_member (id, organisation, leader, volunteer, since, given_by)
                values (:id, :organisation, :leader, :volunteer, :now, :me)
                on conflict (volunteer) where ended_at is null do nothing
                """)
                .param("id", UUID.randomUUID())
                .param("organisation", organisation.value())
                .param("leader", leader.value())
                .param("volunteer", volunteer.value())
                .param("now", now())
                .param("me", Viewer.current().me().value())
                .update();
        var guides = leaderOf(List.of(volunteer));
        return guides.filter(leader::equals).isPresent()
                ? new Giving.Given()
                : new Giving.HasAnother(guides.orElseThrow());
    }

    /// Takes a volunteer off a list; whether they were on it.
    @Transactional
    public boolean end(AccountId leader, PersonId volunteer) {
        return db.sql("""
                update access.team_member set ended_at = :now, ended_by = :me
                where leader = :leader and volunteer = :volunteer and ended_at is null
                """)
                        .param("now", now())
                        .param("me", Viewer.current().me().value())
                        .param("leader", leader.value())
                        .param("volunteer", volunteer.value())
                        .update()
                == 1;
    }

    /// Somebody leads nobody any more at this organisation: the role ends, and everyone is off their list.
    @Transactional
    public boolean endLeading(OrganisationId organisation, AccountId leader) {
        db.sql("""
                update access.team_member set ended_at = :now, ended_by = :me
                where leader = :leader and organisation = :organisation and ended_at is null
                """)
                .param("now", now())
                .param("me", Viewer.current().me().value())
                .param("leader", leader.value())
                .param("organisation", organisation.value())
                .update();
        return db.sql("""
                update access.role_held set ended_at = :now
                where organisation = :organisation and account = :leader and role = 'TEAM_LEADER' and ended_at is null
                """)
                        .param("now", now())
                        .param("organisation", organisation.value())
                        .param("leader", leader.value())
                        .update()
                == 1;
    }

    /// Who leads a team at this organisation, in the order of their names.
    @Transactional(readOnly = true)
    public List<AccountId> listLeaders(OrganisationId organisation) {
        return db.sql("""
                select a.id from access.account a join access.role_held r on r.account = a.id
                where r.organisation = :organisation and r.role = 'TEAM_LEADER' and r.ended_at is null
                order by a.name, a.id
                """)
                .param("organisation", organisation.value())
                .query((rs, _) -> new AccountId(rs.getObject("id", UUID.class)))
                .list();
    }

    /// Everyone who is or was on a list of this organisation, the newest first.
    @Transactional(readOnly = true)
    public List<Place> listPlaces(OrganisationId organisation) {
        return db.sql("""
                select leader, volunteer, since, ended_at from access.team_member
                where organisation = :organisation order by since desc, id
                """)
                .param("organisation", organisation.value())
                .query((rs, _) -> new Place(
                        new AccountId(rs.getObject("leader", UUID.class)),
                        new PersonId(rs.getObject("volunteer", UUID.class)),
                        rs.getTimestamp("since").toInstant(),
                        Optional.ofNullable(rs.getTimestamp("ended_at")).map(Timestamp::toInstant)))
                .list();
    }

    /// The volunteers on the viewer's own list.
    @Transactional(readOnly = true)
    public List<PersonId> listMine() {
        return db.sql("select unnest(access.my_team()) as volunteer")
                .query((rs, _) -> new PersonId(rs.getObject("volunteer", UUID.class)))
                .list();
    }

    /// Who guides this volunteer, under any of these numbers; as far as the viewer may know.
    @Transactional(readOnly = true)
    public Optional<AccountId> leaderOf(List<PersonId> volunteer) {
        return db.sql("""
                select leader from access.team_member
                where volunteer = any (:persons) and ended_at is null order by since limit 1
                """)
                .param("persons", volunteer.stream().map(PersonId::value).toArray(UUID[]::new))
                .query((rs, _) -> new AccountId(rs.getObject("leader", UUID.class)))
                .optional();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
