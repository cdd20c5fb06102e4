package nl.samenspel.requests;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which requests are parts of one whole, in which order, and whom its small group turns to.
@Repository
class TaskStore {

    private static final String TASK = "select request, whole, nth, title, follows, besides from requests.task ";

    private final JdbcClient db;

    TaskStore(JdbcClient db) {
        this.db = db;
    }

    /// A part without its request.
    record Place(
            HelpRequestId request,
            HelpRequestId whole,
            int nth,
            String title,
            @Nullable HelpRequestId follows,
            @Nullable HelpRequestId besides) {}

    void add(Place place) {
        db.sql("""
                insert into requests.task (request, whole, nth, title, follows, besides)
                values (:request, :whole, :nth, :title, :follows, :besides)
                """)
                .param("request", place.request().value())
                .param("whole", place.whole().value())
                .param("nth", place.nth())
                .param("title", place.title())
                .param("follows", id(place.follows()), Types.OTHER)
                .param("besides", id(place.besides()), Types.OTHER)
                .update();
    }

    /// What it is, in other words.
    void rename(HelpRequestId request, String title) {
        db.sql("update requests.task set title = :title where request = :request")
                .param("title", title)
                .param("request", request.value())
                .update();
    }

    /// Makes room behind this place.
    void shift(HelpRequestId whole, int behind, int by) {
        db.sql("update requests.task set nth = nth + :by where whole = :whole and nth > :behind")
                .param("by", by)
                .param("whole", whole.value())
                .param("behind", behind)
                .update();
    }

    /// Who took over from the one takes over from the other.
    void followInstead(HelpRequestId one, HelpRequestId other) {
        db.sql("update requests.task set follows = :other where follows = :one and request <> :other")
                .param("one", one.value())
                .param("other", other.value())
                .update();
    }

    Optional<Place> find(HelpRequestId request) {
        return db.sql(TASK + "where request = :request")
                .param("request", request.value())
                .query(TaskStore::read)
                .optional();
    }

    List<Place> listWhole(HelpRequestId whole) {
        return db.sql(TASK + "where whole = :whole order by nth")
                .param("whole", whole.value())
                .query(TaskStore::read)
                .list();
    }

    /// The parts in which somebody goes along here.
    List<Place> listBesides(HelpRequestId request) {
        return db.sql(TASK + "where besides = :request order by nth")
                .param("request", request.value())
                .query(TaskStore::read)
                .list();
    }

    Optional<PersonId> findContact(HelpRequestId whole) {
        return db.sql("select contact from requests.small_group where whole = :whole")
                .param("whole", whole.value())
                .query((rs, _) -> new PersonId(rs.getObject("contact", UUID.class)))
                .optional();
    }

    void setContact(HelpRequestId whole, PersonId contact) {
        db.sql("""
                insert into requests.small_group (whole, contact) values (:whole, :contact)
                on conflict (whole) do update set contact = excluded.contact
                """)
                .param("whole", whole.value())
                .param("contact", contact.value())
                .update();
    }

    void clearContact(HelpRequestId whole) {
        db.sql("delete from requests.small_group where whole = :whole")
                .param("whole", whole.value())
                .update();
    }

    private static @Nullable UUID id(@Nullable HelpRequestId request) {
        return request == null ? null : request.value();
    }

    private static Place read(ResultSet rs, int rowNumber) throws SQLException {
        var follows = rs.getObject("follows", UUID.class);
        var besides = rs.getObject("besides", UUID.class);
        return new Place(
                new HelpRequestId(rs.getObject("request", UUID.class)),
                new HelpRequestId(rs.getObject("whole", UUID.class)),
                rs.getInt("nth"),
                rs.getString("title"),
                follows == null ? null : new HelpRequestId(follows),
                besides == null ? null : new HelpRequestId(besides));
    }
}
