package nl.samenspel.referrals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to ambassadors: who is present where, recorded by the organisation they are of.
@Service
public class Ambassadors {

    private static final String AMBASSADOR =
            "select id, organisation, account, team, from_day from referrals.ambassador where until_day is null ";

    private final JdbcClient db;
    private final Accounts accounts;
    private final Clock clock;

    Ambassadors(JdbcClient db, Accounts accounts, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// Records that a colleague is present at a team from today on. Whether they are a colleague; doing it twice
    /// changes
    /// nothing.
    @Transactional
    public boolean appoint(AccountId account, String team) {
        var organisation = Viewer.current().myDesk().organisation();
        if (accounts.listColleagues(organisation).stream()
                .noneMatch(colleague -> colleague.account().equals(account))) {
            return false;
        }
        db.sql("""
                insert into referrals.ambassador (id, organisation, account, team, from_day)
                values (:id, :organisation, :account, :team, :today) on conflict do nothing
                """)
                .param("id", AmbassadorId.next().value())
                .param("organisation", organisation.value())
                .param("account", account.value())
                .param("team", team)
                .param("today", LocalDate.now(clock))
                .update();
        return true;
    }

    /// From today on they are not.
    @Transactional
    public boolean end(AmbassadorId id) {
        return db.sql("""
                update referrals.ambassador set until_day = greatest(from_day, cast(:today as date))
                where id = :id and until_day is null
                """)
                        .param("id", id.value())
                        .param("today", LocalDate.now(clock))
                        .update()
                == 1;
    }

    /// The ambassadors of the viewer's organisation.
    @Transactional(readOnly = true)
    public List<Ambassador> list() {
        return db.sql(AMBASSADOR + "and organisation = :organisation order by team, from_day, id")
                .param("organisation", Viewer.current().myDesk().organisation().value())
                .query(Ambassadors::read)
                .list();
    }

    /// Where the viewer is one.
    @Transactional(readOnly = true)
    public List<Ambassador> listOfViewer() {
        return db.sql(AMBASSADOR + "and account = :account order by team, id")
                .param("account", Viewer.current().me().value())
                .query(Ambassadors::read)
                .list();
    }

    private static Ambassador read(ResultSet rs, int rowNumber) throws SQLException {
        return new Ambassador(
                new AmbassadorId(rs.getObject("id", UUID.class)),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                new AccountId(rs.getObject("account", UUID.class)),
                rs.getString("team"),
                rs.getObject("from_day", LocalDate.class));
    }
}
