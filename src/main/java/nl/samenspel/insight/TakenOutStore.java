package nl.samenspel.insight;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps who took which figures out as a file.
@Repository
class TakenOutStore {

    private final JdbcClient db;

    TakenOutStore(JdbcClient db) {
        this.db = db;
    }

    void note(Topic topic, Grouping by, NeedFilter filter, Instant at) {
        var viewer = Viewer.current();
        db.sql("""
                insert into insight.taken_out (organisation, at, account, topic, grouped, from_day, until_day)
                values (:organisation, :at, :account, :topic, :grouped, :from, :until)
                """)
                .param("organisation", viewer.myDesk().organisation().value())
                .param("at", Timestamp.from(at))
                .param("account", viewer.me().value())
                .param("topic", topic.name())
                .param("grouped", by.name())
                .param("from", Date.valueOf(filter.from()))
                .param("until", Date.valueOf(filter.until()))
                .update();
    }

    /// The newest first.
    List<TakenOut> list(int most) {
        return db.sql("""
                select at, account, topic, grouped from insight.taken_out
                where organisation = (select access.my_organisation())
                order by at desc limit :most
                """)
                .param("most", most)
                .query((rs, _) -> new TakenOut(
                        rs.getTimestamp("at").toInstant(),
                        new AccountId(rs.getObject("account", UUID.class)),
                        Topic.valueOf(rs.getString("topic")),
                        Grouping.valueOf(rs.getString("grouped"))))
                .list();
    }
}
