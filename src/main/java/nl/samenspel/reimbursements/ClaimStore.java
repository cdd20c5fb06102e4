package nl.samenspel.reimbursements;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.reimbursements.Claim.State;
import nl.samenspel.reimbursements.law.Asked;
import nl.samenspel.reimbursements.law.Cents;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Keeps claims and the pictures that belong to them.
@Repository
class ClaimStore {

    private static final String CLAIM = """
            select id, organisation, branch, volunteer, day, kind, amount, kilometres, per_kilometre, explained, minutes,
                   per_hour, receipt_mark is not null as shown, nth, words, state, paid, refused_because, asked_by, asked_at,
                   approved_by, approved_at, second_by, payment, version
            from reimbursements.claim
            """;

    private final JdbcClient db;

    ClaimStore(JdbcClient db) {
        this.db = db;
    }

    /// Writes it down, unless the same stands there already. Of two at the same moment one waits for the other.
    ///
    /// @param mark tells this receipt from others
    boolean add(Claim claim, UUID engagement, byte @Nullable [] mark, LocalDate today) {
        return with(claim.asked(), db.sql("""
                        insert into reimbursements.claim (id, organisation, branch, volunteer, engagement, day, kind, amount,
                            kilometres, per_kilometre, explained, minutes, per_hour, receipt_mark, nth, words, state,
                            asked_by, asked_at, asked_on)
                        values (:id, :organisation, :branch, :volunteer, :engagement, :day, :kind, :amount, :kilometres,
                            :perKilometre, :explained, :minutes, :perHour, :mark, :nth, :words, 'ASKED', :by, :at, :today)
                        on conflict do nothing
                        """))
                        .param("id", claim.id().value())
                        .param("organisation", claim.organisation().value())
                        .param("branch", claim.branch().value())
                        .param("volunteer", claim.volunteer().value())
                        .param("engagement", engagement)
                        .param("day", claim.asked().day())
                        .param("kind", kind(claim.asked()))
                        .param("explained", claim.asked() instanceof Asked.Kilometres driven && driven.explained())
                        .param("perKilometre", perKilometre(claim.asked()), Types.BIGINT)
                        .param("perHour", perHour(claim.asked()), Types.BIGINT)
                        .param("mark", mark, Types.BINARY)
                        .param("nth", claim.nth())
                        .param("words", claim.words())
                        .param("by", claim.askedBy().value())
                        .param("at", Timestamp.from(claim.askedAt()))
                        .param("today", today)
                        .update()
                == 1;
    }

    void keepPicture(ClaimId claim, ByteBuffer jpeg) {
        var bytes = new byte[jpeg.remaining()];
        jpeg.duplicate().get(bytes);
        db.sql("insert into reimbursements.receipt (claim, content) values (:claim, :content)")
                .param("claim", claim.value())
                .param("content", bytes)
                .update();
    }

    Optional<byte[]> findPicture(ClaimId claim) {
        return db.sql("select content from reimbursements.receipt where claim = :claim")
                .param("claim", claim.value())
                .query((rs, _) -> rs.getBytes("content"))
                .optional();
    }

    /// What was decided, or put right, unless somebody did meanwhile. Returns whether it was saved.
    boolean replace(Claim before, Claim after) {
        var state = after.state();
        return with(after.asked(), db.sql("""
                        update reimbursements.claim
                        set amount = :amount, kilometres = :kilometres, minutes = :minutes, state = :state, paid = :paid,
                            refused_because = :because, approved_by = :approvedBy, approved_at = :approvedAt,
                            second_by = case when :state = 'PAID' then second_by else cast(:second as uuid) end, payment = coalesce(cast(:payment as uuid), payment), version = version + 1
                        where id = :id and version = :version
                        """))
                        .param("id", before.id().value())
                        .param("version", before.version())
                        .param("state", name(state))
                        .param("paid", after.paid().value())
                        .param("because", state instanceof State.Refused refused ? refused.because() : "")
                        .param("approvedBy", value(approvedBy(state)), Types.OTHER)
                        .param(
                                "approvedAt",
                                switch (state) {
                                    case State.Approved approved -> Timestamp.from(approved.at());
                                    case State.Paid paid -> Timestamp.from(paid.at());
                                    default -> null;
                                },
                                Types.TIMESTAMP)
                        .param(
                                "second",
                                value(state instanceof State.Approved approved ? approved.second() : null),
                                Types.OTHER)
                        .param(
                                "payment",
                                state instanceof State.Paid paid ? paid.in().value() : null,
                                Types.OTHER)
                        .update()
                == 1;
    }

    /// Pays what is left of it. Who looked stays written with it.
    boolean pay(Claim claim, State.Paid paid) {
        return db.sql("""
                        update reimbursements.claim
                        set state = 'PAID', paid = amount, payment = :payment, version = version + 1
                        where id = :id and version = :version
                        """)
                        .param("id", claim.id().value())
                        .param("version", claim.version())
                        .param("payment", paid.in().value())
                        .update()
                == 1;
    }

    private static @Nullable UUID value(@Nullable AccountId account) {
        return account == null ? null : account.value();
    }

    private static @Nullable AccountId approvedBy(State state) {
        return switch (state) {
            case State.Approved approved -> approved.by();
            case State.Paid paid -> paid.by();
            case State.Waiting _, State.Refused _, State.TakenBack _ -> null;
        };
    }

    private static StatementSpec with(Asked asked, StatementSpec sql) {
        return sql.param("amount", asked.amount().value())
                .param(
                        "kilometres",
                        asked instanceof Asked.Kilometres driven ? driven.kilometres() : null,
                        Types.INTEGER)
                .param(
                        "minutes",
                        switch (asked) {
                            case Asked.Hours hours -> hours.minutes();
                            case Asked.Activity activity -> activity.minutes();
                            case Asked.Kilometres _, Asked.Paid _, Asked.InKind _ -> null;
                        },
                        Types.INTEGER);
    }

    private static @Nullable Long perKilometre(Asked asked) {
        return asked instanceof Asked.Kilometres driven ? driven.perKilometre().value() : null;
    }

    private static @Nullable Long perHour(Asked asked) {
        return asked instanceof Asked.Hours hours ? hours.perHour().value() : null;
    }

    private static String kind(Asked asked) {
        return switch (asked) {
            case Asked.Kilometres _ -> "KILOMETRES";
            case Asked.Paid _ -> "PAID";
            case Asked.Hours _ -> "HOURS";
            case Asked.Activity _ -> "ACTIVITY";
            case Asked.InKind _ -> "IN_KIND";
        };
    }

    private static String name(State state) {
        return switch (state) {
            case State.Waiting _ -> "ASKED";
            case State.Approved _ -> "APPROVED";
            case State.Paid _ -> "PAID";
            case State.Refused _ -> "REFUSED";
            case State.TakenBack _ -> "TAKEN_BACK";
        };
    }

    Optional<Claim> find(ClaimId id) {
        return db.sql(CLAIM + "where id = :id")
                .param("id", id.value())
                .query(ClaimStore::read)
                .optional();
    }

    /// What stands in the way of this one: the same once more, or the same receipt.
    Optional<Claim> findSame(Claim claim, byte @Nullable [] mark) {
        return db.sql(CLAIM + """
                where volunteer = :volunteer and state in ('ASKED', 'APPROVED', 'PAID')
                  and (receipt_mark = :mark
                       or day = :day and kind = :kind and amount = :amount and nth = :nth
                          and (cast(:mark as bytea) is null or receipt_mark is null))
                order by asked_at limit 1
                """)
                .param("volunteer", claim.volunteer().value())
                .param("mark", mark, Types.BINARY)
                .param("day", claim.asked().day())
                .param("kind", kind(claim.asked()))
                .param("amount", claim.amount().value())
                .param("nth", claim.nth())
                .query(ClaimStore::read)
                .optional();
    }

    /// The how-manieth of this kind one more on that day would be.
    int next(Claim claim) {
        return db.sql("""
                select coalesce(max(nth), 0) + 1 from reimbursements.claim
                where volunteer = :volunteer and day = :day and kind = :kind and state in ('ASKED', 'APPROVED', 'PAID')
                """)
                .param("volunteer", claim.volunteer().value())
                .param("day", claim.asked().day())
                .param("kind", kind(claim.asked()))
                .query(Integer.class)
                .single();
    }

    /// Of these volunteers in these years, both included, the newest first.
    List<Claim> listOf(Collection<PersonId> volunteers, int from, int until) {
        return db.sql(CLAIM + """
                where volunteer = any (:volunteers) and year between :from and :until
                order by day desc, asked_at desc, id
                """)
                .param("volunteers", ids(volunteers))
                .param("from", from)
                .param("until", until)
                .query(ClaimStore::read)
                .list();
    }

    /// What waits at an organisation, as far as the viewer's branches, the oldest first: for a decision, for a second
    /// look, or to be paid.
    List<Claim> listOpen(OrganisationId organisation, int most) {
        return db.sql(CLAIM + """
                where organisation = :organisation
                  and (state = 'ASKED' or state = 'APPROVED' and kind <> 'IN_KIND')
                order by asked_at, id limit :most
                """)
                .param("organisation", organisation.value())
                .param("most", most)
                .query(ClaimStore::read)
                .list();
    }

    /// What is approved and not yet paid, and what was paid and then put right to less; held until the
    /// transaction ends. What was given in kind is never paid.
    List<Claim> holdUnsettled(OrganisationId organisation) {
        return db.sql(CLAIM + """
                where organisation = :organisation and kind <> 'IN_KIND'
                  and (state = 'APPROVED' or state = 'PAID' and paid > amount)
                order by volunteer, day, id for update
                """)
                .param("organisation", organisation.value())
                .query(ClaimStore::read)
                .list();
    }

    private static Claim read(ResultSet rs, int rowNumber) throws SQLException {
        return new Claim(
                new ClaimId(rs.getObject("id", UUID.class)),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                new BranchId(rs.getObject("branch", UUID.class)),
                new PersonId(rs.getObject("volunteer", UUID.class)),
                asked(rs),
                rs.getInt("nth"),
                rs.getString("words"),
                new AccountId(rs.getObject("asked_by", UUID.class)),
                rs.getTimestamp("asked_at").toInstant(),
                state(rs),
                new Cents(rs.getLong("paid")),
                rs.getInt("version"));
    }

    private static Asked asked(ResultSet rs) throws SQLException {
        var day = Objects.requireNonNull(rs.getObject("day", LocalDate.class));
        var amount = new Cents(rs.getLong("amount"));
        return switch (rs.getString("kind")) {
            case "KILOMETRES" ->
                new Asked.Kilometres(
                        day,
                        rs.getInt("kilometres"),
                        new Cents(rs.getLong("per_kilometre")),
                        rs.getBoolean("explained"));
            case "PAID" -> new Asked.Paid(day, amount, rs.getBoolean("shown"));
            case "HOURS" -> new Asked.Hours(day, rs.getInt("minutes"), new Cents(rs.getLong("per_hour")));
            case "ACTIVITY" -> new Asked.Activity(day, amount, rs.getInt("minutes"));
            case "IN_KIND" -> new Asked.InKind(day, amount);
            case String other -> throw new IllegalStateException("Nobody asks for %s.".formatted(other));
        };
    }

    private static State state(ResultSet rs) throws SQLException {
        return switch (rs.getString("state")) {
            case "ASKED" -> new State.Waiting();
            case "APPROVED" -> {
                var second = rs.getObject("second_by", UUID.class);
                yield new State.Approved(
                        new AccountId(rs.getObject("approved_by", UUID.class)),
                        rs.getTimestamp("approved_at").toInstant(),
                        second == null ? null : new AccountId(second));
            }
            case "PAID" ->
                new State.Paid(
                        new AccountId(rs.getObject("approved_by", UUID.class)),
                        rs.getTimestamp("approved_at").toInstant(),
                        new PaymentId(rs.getObject("payment", UUID.class)));
            case "REFUSED" -> new State.Refused(rs.getString("refused_because"));
            case "TAKEN_BACK" -> new State.TakenBack();
            case String other -> throw new IllegalStateException("A claim cannot be %s.".formatted(other));
        };
    }

    static UUID[] ids(Collection<PersonId> persons) {
        return persons.stream().map(PersonId::value).distinct().toArray(UUID[]::new);
    }
}
