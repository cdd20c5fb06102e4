package nl.samenspel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class RolesTest {

    Database database = TestDatabase.fresh();

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void no_role_escapes_row_security(DatabaseRole role) {
        assertThat(as(role).sql("""
                select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
                from pg_roles where rolname = current_user
                """).query(Boolean.class).single()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table public.mine (a int)",
                "create table database.mine (a int)",
                "create temporary table mine (a int)",
                "create schema mine",
                "create function public.mine() returns int language sql as 'select 1'",
                "alter table database.installation disable trigger all",
                "drop table database.installation",
                "set role samenspel_owner",
                "set session authorization samenspel_owner",
                "create role friend superuser"
            })
    void the_web_and_the_jobs_change_rows_never_the_house(String attempt) {
        assertThatThrownBy(() -> as(DatabaseRole.APP).sql(attempt).update())
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "must be owner", "must be superuser");
        assertThatThrownBy(() -> as(DatabaseRole.JOBS).sql(attempt).update())
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "must be owner", "must be superuser");
    }

    @Test
    void the_roles_for_work_are_accepted() {
        assertThatCode(() -> Roles.refuseTooMighty(database.connect(DatabaseRole.APP)))
                .doesNotThrowAnyException();
        assertThatCode(() -> Roles.refuseTooMighty(database.connect(DatabaseRole.JOBS)))
                .doesNotThrowAnyException();
    }

    @Test
    void a_superuser_is_refused() {
        assertRefused(TestDatabase.asSuperuser(database), "is superuser");
    }

    @Test
    void the_owner_is_refused() {
        assertRefused(database.connect(DatabaseRole.OWNER), "samenspel_owner owns");
    }

    @Test
    void a_role_that_may_bypass_row_security_is_refused_also_by_membership() {
        var superuser = JdbcClient.create(TestDatabase.asSuperuser(database));
        superuser
                .sql("create role samenspel_test_bypass login bypassrls password 'x'")
                .update();
        superuser
                .sql("create role samenspel_test_member login password 'x' in role samenspel_owner")
                .update();
        try {
            superuser
                    .sql("grant connect on database " + name() + " to samenspel_test_bypass, samenspel_test_member")
                    .update();
            assertRefused(Database.connect(database.url(), "samenspel_test_bypass", "x"), "may bypass row security");
            assertRefused(Database.connect(database.url(), "samenspel_test_member", "x"), "samenspel_owner owns");
        } finally {
            superuser
                    .sql("drop owned by samenspel_test_bypass, samenspel_test_member")
                    .update();
            superuser
                    .sql("drop role samenspel_test_bypass, samenspel_test_member")
                    .update();
        }
    }

    @Test
    void a_stranger_does_not_get_in() {
        assertThat(as(DatabaseRole.OWNER).sql("""
                select has_database_privilege('public', current_database(), 'connect')
                """).query(Boolean.class).single())
                .isFalse();
    }

    private String name() {
        return as(DatabaseRole.OWNER)
                .sql("select current_database()")
                .query(String.class)
                .single();
    }

    private JdbcClient as(DatabaseRole role) {
        return JdbcClient.create(database.connect(role));
    }

    private static void assertRefused(DataSource source, String reason) {
        assertThatThrownBy(() -> Roles.refuseTooMighty(source))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("docs/operations/own-postgresql.md");
    }
}
