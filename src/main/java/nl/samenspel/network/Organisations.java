package nl.samenspel.network;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The directory, and its routing: which branch takes in what, where.
@Service
public class Organisations {

    private static final String ORGANISATION =
            "select id, name, kind, about, phone, email, stricter from network.organisation ";
    private static final String OPEN_THAT_HAVE = """
            where closed_on is null and (:text = '' or position(lower(:text) in lower(name)) > 0
                or exists (select from network.branch b
                           where b.organisation = organisation.id and b.closed_on is null
                             and position(lower(:text) in lower(b.name || chr(10) || b.place)) > 0))
            """;

    private static final String BRANCH =
            "select id, organisation, name, place, phone, email, kinds, duty, niche from network.branch ";

    private final JdbcClient db;
    private final Accounts accounts;
    private final Clock clock;

    Organisations(JdbcClient db, Accounts accounts, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Transactional
    public void add(Organisation organisation) {
        db.sql("""
                insert into network.organisation (id, name, kind, about, phone, email, stricter, created_at)
                values (:id, :name, :kind, :about, :phone, :email, :stricter, :now)
                """)
                .param("id", organisation.id().value())
                .param("name", organisation.name())
                .param("kind", organisation.kind().name())
                .param("about", organisation.about())
                .param("phone", organisation.phone())
                .param("email", organisation.email())
                .param("stricter", organisation.stricter().toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// Changes what the directory says and which boundaries are kept on top of the base.
    @Transactional
    public void change(Organisation organisation) {
        db.sql("""
                update network.organisation
                set name = :name, kind = :kind, about = :about, phone = :phone, email = :email, stricter = :stricter
                where id = :id
                """)
                .param("id", organisation.id().value())
                .param("name", organisation.name())
                .param("kind", organisation.kind().name())
                .param("about", organisation.about())
                .param("phone", organisation.phone())
                .param("email", organisation.email())
                .param("stricter", organisation.stricter().toArray(String[]::new))
                .update();
    }

    @Transactional
    public void add(Branch branch) {
        db.sql("""
                insert into network.branch (id, organisation, name, place, phone, email, kinds, duty, niche)
                values (:id, :organisation, :name, :place, :phone, :email, :kinds, :duty, :niche)
                """)
                .param("niche", branch.niche())
                .param("id", branch.id().value())
                .param("organisation", branch.organisation().value())
                .param("name", branch.name())
                .param("place", branch.place())
                .param("phone", branch.phone())
                .param("email", branch.email())
                .param("kinds", branch.kinds().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("duty", branch.duty() == null ? null : branch.duty().value(), Types.OTHER)
                .update();
    }

    /// Changes what a branch is called, how it is reached and what it does. Duty and closing have
    /// steps of their own.
    @Transactional
    public void change(Branch branch) {
        db.sql("""
                update network.branch
                set name = :name, place = :place, phone = :phone, email = :email, kinds = :kinds, niche = :niche
                where id = :id and organisation = :organisation
                """)
                .param("niche", branch.niche())
                .param("id", branch.id().value())
                .param("organisation", branch.organisation().value())
                .param("name", branch.name())
                .param("place", branch.place())
                .param("phone", branch.phone())
                .param("email", branch.email())
                .param("kinds", branch.kinds().stream().map(Enum::name).sorted().toArray(String[]::new))
                .update();
    }

    /// Opens a branch that was closed, and its organisation with it; nobody is on duty there yet.
    @Transactional
    public void reopen(Branch branch) {
        reopen(branch.organisation());
        db.sql("update network.branch set closed_on = null where id = :id")
                .param("id", branch.id().value())
                .update();
    }

    /// Opens an organisation that was closed; its branches stay as they are.
    @Transactional
    public void reopen(OrganisationId organisation) {
        db.sql("update network.organisation set closed_on = null where id = :id")
                .param("id", organisation.value())
                .update();
    }

    /// Puts a coordinator on duty: from now on the holder of what comes in at this branch.
    @Transactional
    public void putOnDuty(BranchId branch, AccountId coordinator) {
        db.sql("update network.branch set duty = :duty where id = :id and closed_on is null")
                .param("duty", coordinator.value())
                .param("id", branch.value())
                .update();
    }

    /// Lets a branch take in requests from a municipality or postcode (none: everywhere), of a kind (none: all).
    @Transactional
    public void route(
            BranchId branch, @Nullable String municipality, @Nullable String postcode, @Nullable KindOfHelp kind) {
        db.sql("""
                insert into network.route (id, branch, municipality, postcode, kind)
                values (:id, :branch, :municipality, :postcode, :kind)
                """)
                .param("id", RouteId.next().value())
                .param("branch", branch.value())
                .param("municipality", municipality, Types.VARCHAR)
                .param("postcode", postcode, Types.CHAR)
                .param("kind", kind == null ? null : kind.name(), Types.VARCHAR)
                .update();
    }

    /// Changes a rule of the routing.
    @Transactional
    public void reroute(Route route) {
        db.sql("""
                update network.route
                set branch = :branch, municipality = :municipality, postcode = :postcode, kind = :kind
                where id = :id
                """)
                .param("id", route.id().value())
                .param("branch", route.branch().value())
                .param("municipality", route.municipality(), Types.VARCHAR)
                .param("postcode", route.postcode(), Types.CHAR)
                .param("kind", route.kind() == null ? null : route.kind().name(), Types.VARCHAR)
                .update();
    }

    /// Takes a rule of the routing away.
    @Transactional
    public void removeRoute(RouteId route) {
        db.sql("delete from network.route where id = :id")
                .param("id", route.value())
                .update();
    }

    /// The desk of the installation for what fits nowhere else.
    @Transactional
    public void makeFallbackDesk(BranchId branch) {
        db.sql("""
                insert into network.fallback_desk (branch) values (:branch)
                on conflict (only_one) do update set branch = excluded.branch
                """).param("branch", branch.value()).update();
    }

    /// The desk for what fits nowhere else, when somebody is on duty there.
    @Transactional(readOnly = true)
    public Optional<Branch> findFallbackDesk() {
        return db.sql(BRANCH + "where id = (select branch from network.fallback_desk) and duty is not null")
                .query(Organisations::readBranch)
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<Organisation> find(OrganisationId id) {
        return db.sql(ORGANISATION + "where id = :id")
                .param("id", id.value())
                .query(Organisations::readOrganisation)
                .optional();
    }

    /// Empty where there is no such organisation.
    @Transactional(readOnly = true)
    public String nameOf(OrganisationId id) {
        return find(id).map(Organisation::name).orElse("");
    }

    /// The organisations that take part.
    @Transactional(readOnly = true)
    public List<Organisation> list() {
        return db.sql(ORGANISATION + "where closed_on is null order by name")
                .query(Organisations::readOrganisation)
                .list();
    }

    /// Organisations that take part.
    ///
    /// @param text in their name, or in the name or place of a branch; empty: all
    @Transactional(readOnly = true)
    public List<Organisation> list(String text, int skip, int most) {
        return db.sql(ORGANISATION + OPEN_THAT_HAVE + "order by name, id offset :skip limit :most")
                .param("text", text)
                .param("skip", skip)
                .param("most", most)
                .query(Organisations::readOrganisation)
                .list();
    }

    /// How many [#list(String, int, int)] has.
    @Transactional(readOnly = true)
    public int count(String text) {
        return db.sql("select count(*) from network.organisation " + OPEN_THAT_HAVE)
                .param("text", text)
                .query(Integer.class)
                .single();
    }

    @Transactional(readOnly = true)
    public List<Organisation> listClosed() {
        return db.sql(ORGANISATION + "where closed_on is not null order by name")
                .query(Organisations::readOrganisation)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Branch> findBranch(BranchId id) {
        return db.sql(BRANCH + "where id = :id")
                .param("id", id.value())
                .query(Organisations::readBranch)
                .optional();
    }

    /// The open branches of an organisation.
    @Transactional(readOnly = true)
    public List<Branch> listBranches(OrganisationId organisation) {
        return db.sql(BRANCH + "where organisation = :organisation and closed_on is null order by name")
                .param("organisation", organisation.value())
                .query(Organisations::readBranch)
                .list();
    }

    @Transactional(readOnly = true)
    public List<Branch> listClosedBranches(OrganisationId organisation) {
        return db.sql(BRANCH + "where organisation = :organisation and closed_on is not null order by name")
                .param("organisation", organisation.value())
                .query(Organisations::readBranch)
                .list();
    }

    /// The open branches of these organisations.
    @Transactional(readOnly = true)
    public Map<OrganisationId, List<Branch>> listBranches(Collection<OrganisationId> some) {
        return db
                .sql(BRANCH + "where organisation = any (:some) and closed_on is null order by name")
                .param("some", some.stream().map(OrganisationId::value).toArray(UUID[]::new))
                .query(Organisations::readBranch)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Branch::organisation));
    }

    /// All open branches of the network.
    @Transactional(readOnly = true)
    public List<Branch> listBranches() {
        return db.sql(BRANCH + "where closed_on is null order by organisation, name")
                .query(Organisations::readBranch)
                .list();
    }

    /// Where an organisation is.
    ///
    /// @param branches open ones
    /// @param municipalities in which they take requests in; those who take them in everywhere are in none
    public record Presence(int branches, int municipalities) {}

    /// Of every organisation that has a branch open.
    @Transactional(readOnly = true)
    public Map<OrganisationId, Presence> countPresence() {
        return db
                .sql("""
                select b.organisation, count(distinct b.id) as branches,
                       count(distinct coalesce(r.municipality, a.municipality)) as municipalities
                from network.branch b
                left join network.route r on r.branch = b.id
                left join network.area a on a.postcode = r.postcode
                where b.closed_on is null
                group by b.organisation
                """)
                .query((rs, _) -> Map.entry(
                        new OrganisationId(rs.getObject("organisation", UUID.class)),
                        new Presence(rs.getInt("branches"), rs.getInt("municipalities"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The branches that take in this kind of help at this place, the most specific first. The
    /// first is who gets it, unless the asker chooses another. The fallback desk closes the row;
    /// empty only where there is none.
    @Transactional(readOnly = true)
    public List<Branch> listTakingIn(@Nullable Area area, KindOfHelp kind) {
        return db.sql("""
                select b.id, b.organisation, b.name, b.place, b.phone, b.email, b.kinds, b.duty, b.niche
                from (
                    select r.branch,
                           max(case when r.postcode is not null then 4 when r.municipality is not null then 2 else 0 end
                               + case when r.kind is not null then 1 else 0 end) as fit
                    from network.route r
                    where (r.kind is null or r.kind = :kind)
                      and (r.postcode is null or r.postcode = :postcode)
                      and (r.municipality is null or r.municipality = :municipality)
                    group by r.branch
                    union all
                    select branch, -1 from network.fallback_desk) w
                join network.branch b on b.id = w.branch
                where b.duty is not null
                group by b.id
                order by max(w.fit) desc, b.name, b.id
                """)
                .param("kind", kind.name())
                .param("postcode", area == null ? null : area.postcode(), Types.CHAR)
                .param("municipality", area == null ? null : area.municipality(), Types.VARCHAR)
                .query(Organisations::readBranch)
                .list();
    }

    /// One rule of the routing: this branch takes in from here, of this kind; empty is everywhere, and all.
    public record Route(
            RouteId id,
            BranchId branch,
            String branchName,
            @Nullable String municipality,
            @Nullable String postcode,
            @Nullable KindOfHelp kind) {}

    /// The routing rules of an organisation's branches.
    @Transactional(readOnly = true)
    public List<Route> listRoutes(OrganisationId organisation) {
        return db.sql("""
                select r.id, b.id as branch, b.name, r.postcode, r.municipality, r.kind
                from network.route r join network.branch b on b.id = r.branch
                where b.organisation = :organisation
                order by b.name, r.municipality nulls first, r.postcode nulls first, r.kind nulls first
                """)
                .param("organisation", organisation.value())
                .query((rs, _) -> new Route(
                        new RouteId(rs.getObject("id", UUID.class)),
                        new BranchId(rs.getObject("branch", UUID.class)),
                        rs.getString("name"),
                        rs.getString("municipality"),
                        rs.getString("postcode"),
                        rs.getString("kind") == null ? null : KindOfHelp.valueOf(rs.getString("kind"))))
                .list();
    }

    /// Who holds what comes in at this branch today: its coordinator on duty, or who covers for them.
    /// Empty when nobody is on duty: then the branch takes nothing in.
    public Optional<Holder> holderAt(Branch branch) {
        return Optional.ofNullable(branch.duty())
                .map(duty -> new Holder(branch.organisation(), branch.id(), accounts.onDutyFor(duty)));
    }

    private static Organisation readOrganisation(ResultSet rs, int rowNumber) throws SQLException {
        return new Organisation(
                new OrganisationId(rs.getObject("id", UUID.class)),
                rs.getString("name"),
                Organisation.Kind.valueOf(rs.getString("kind")),
                rs.getString("about"),
                text(rs, "phone"),
                text(rs, "email"),
                Set.copyOf(List.of((String[]) rs.getArray("stricter").getArray())));
    }

    private static Branch readBranch(ResultSet rs, int rowNumber) throws SQLException {
        var duty = rs.getObject("duty", UUID.class);
        return new Branch(
                new BranchId(rs.getObject("id", UUID.class)),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                rs.getString("name"),
                rs.getString("place"),
                text(rs, "phone"),
                text(rs, "email"),
                Arrays.stream((String[]) rs.getArray("kinds").getArray())
                        .map(KindOfHelp::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                duty == null ? null : new AccountId(duty),
                rs.getString("niche"));
    }

    private static String text(ResultSet rs, String column) throws SQLException {
        var value = rs.getString(column);
        return value == null ? "" : value;
    }
}
