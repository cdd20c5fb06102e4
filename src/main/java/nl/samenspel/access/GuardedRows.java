package nl.samenspel.access;

import java.util.ArrayList;
import java.util.Map;
import nl.samenspel.database.Law;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Law 7, as far as the catalog of a database shows it: every table is under row security, enabled and forced; each
/// policy for the web compares the row with who looks; nobody but the program's own roles has any right.
///
/// Rows of a table that is nobody's stand in [#NOBODYS] with the reason.
@Component
class GuardedRows implements Law {

    /// Tables without row security.
    private static final Map<String, String> NOBODYS = Map.of(
            "access.session", "opened by the cookie alone",
            "access.session_attributes", "opened by the cookie alone",
            "database.installation", "what the installation is for",
            "database.key_mark", "tells nothing but whether the key is the same",
            "database.shared_folder", "tells nothing but whether the folder is the same",
            "database.scheduled_tasks", "what is to be done, and when",
            "story.chapter", "which part of the demo was told");

    /// Policies for the web that do not ask who looks.
    private static final Map<String, String> OPEN = Map.ofEntries(
            Map.entry("network.organisation everyone_reads", "the directory is public"),
            Map.entry("network.branch everyone_reads", "the directory is public"),
            Map.entry("network.area everyone_reads", "places are public"),
            Map.entry("network.route everyone_reads", "the directory is public"),
            Map.entry("network.fallback_desk everyone_reads", "the directory is public"),
            Map.entry("people.consent_text everyone_reads", "what people say yes to is for all to read"),
            Map.entry("limits.policy everyone_reads", "what an organisation asks of volunteers is for all to read"),
            Map.entry("reimbursements.law_year everyone_reads", "the law is for all to read"),
            Map.entry("reimbursements.mileage_rate everyone_reads", "the law is for all to read"),
            Map.entry("insight.border signed_in_reads", "where areas end is public"),
            Map.entry("insight.border_source signed_in_reads", "where areas end is public"),
            Map.entry("insight.edition published", "what was published is for all to read"),
            Map.entry("insight.figure_edition published", "what was published is for all to read"),
            Map.entry("mail.outbox anyone_sends", "mail may be put in the outbox, not read"));

    /// Compares with who looks: the guard on either side, or one of the functions that do.
    private static final String ASKS_WHO_LOOKS =
            "(= *\\(* *select access\\.my_|access\\.my_[a-z]+\\(\\)( as [a-z_]+)?\\)* *(=|in )|= *any *\\(.*access\\.(my_|shared)"
                    + "|= *access\\.my_|access\\.is_my_branch\\(|access\\.shared_with_me\\(|access\\.is_administrator\\(|audit\\.emergency_person\\(\\)"
                    + "|referrals\\.being_taken_over\\(\\)"
                    + "|careplans\\.my_[a-z]+\\("
                    // rows of a list that one sees
                    + "|file in \\( *select f\\.id from exchange\\.import_file"
                    + "|exists *\\()";

    @Override
    public String name() {
        return "access.rows-are-guarded";
    }

    @Override
    public Finding examine(JdbcClient database) {
        var wrong = new ArrayList<String>();
        record Table(String name, boolean enabled, boolean forced) {}
        var tables = database.sql("""
                select n.nspname || '.' || c.relname as name, c.relrowsecurity, c.relforcerowsecurity
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                  and c.relname !~ '^flyway_schema_history'
                order by 1
                """)
                .query((rs, _) -> new Table(rs.getString(1), rs.getBoolean(2), rs.getBoolean(3)))
                .list();
        for (var table : tables) {
            if (NOBODYS.containsKey(table.name())) {
                continue;
            }
            if (!table.enabled()) {
                wrong.add(table.name() + ": row security is off");
            }
            if (!table.forced()) {
                wrong.add(table.name() + ": row security is not forced on its owner");
            }
        }
        record Policy(String table, String name, String using, String check) {}
        for (var policy : database.sql("""
                select schemaname || '.' || tablename as tab, policyname, lower(coalesce(qual, '')) as qual,
                       lower(coalesce(with_check, '')) as with_check
                from pg_policies
                where permissive = 'PERMISSIVE' and roles && array['samenspel_app', 'public']::name[]
                order by 1, 2
                """)
                .query((rs, _) -> new Policy(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4)))
                .list()) {
            if (OPEN.containsKey(policy.table() + " " + policy.name())) {
                continue;
            }
            for (var says : new String[] {policy.using(), policy.check()}) {
                if (!says.isEmpty()
                        && !java.util.regex.Pattern.compile(ASKS_WHO_LOOKS)
                                .matcher(says.replaceAll("\\s+", " "))
                                .find()) {
                    wrong.add("%s: the policy %s does not ask who looks".formatted(policy.table(), policy.name()));
                }
            }
        }
        wrong.addAll(database.sql("""
                select format('%s.%s: %s may %s%s', n.nspname, c.relname,
                              case when a.grantee = 0 then 'everybody' else pg_get_userbyid(a.grantee) end,
                              lower(a.privilege_type), case when a.is_grantable then ', and pass it on' else '' end)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace,
                     lateral (
                        select * from aclexplode(c.relacl)
                        union all
                        select x.* from pg_attribute t, aclexplode(t.attacl) x where t.attrelid = c.oid and t.attacl is not null) a
                where c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                  and a.grantee <> c.relowner
                  and (a.is_grantable
                       or a.grantee = 0
                       or pg_get_userbyid(a.grantee) not in ('samenspel_app', 'samenspel_jobs', 'samenspel_reporting')
                       or a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))
                order by 1
                """).query(String.class).list());
        return new Finding(tables.size(), wrong);
    }
}
