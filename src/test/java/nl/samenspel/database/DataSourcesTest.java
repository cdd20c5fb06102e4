package nl.samenspel.database;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
@Import(TestDatabase.class)
class DataSourcesTest {

    @Autowired
    JdbcClient db;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    @Qualifier("jobs")
    TransactionTemplate jobsTransactions;

    @Autowired
    Installation installation;

    @Autowired
    ApplicationContext context;

    @Test
    void the_web_works_as_app_and_the_jobs_as_jobs() {
        assertThat(whoIs(db)).isEqualTo("samenspel_app");
        assertThat(whoIs(jobs)).isEqualTo("samenspel_jobs");
    }

    @Test
    void who_does_not_ask_for_jobs_gets_the_app() {
        assertThat(context.getBean(DataSource.class)).isSameAs(context.getBean("dataSource"));
        assertThat(context.getBeanProvider(PlatformTransactionManager.class).getIfUnique())
                .isNotNull()
                .isSameAs(transactions.getTransactionManager());
        assertThat(jobsTransactions.getTransactionManager()).isNotSameAs(transactions.getTransactionManager());
    }

    @Test
    void each_role_has_transactions_of_its_own() {
        var left = jobsTransactions.execute(status -> {
            jobs.sql("set local work_mem = '5MB'").update();
            return jobs.sql("show work_mem").query(String.class).single();
        });

        assertThat(left).isEqualTo("5MB");
        assertThat(jobs.sql("show work_mem").query(String.class).single()).isNotEqualTo("5MB");
    }

    /// Also where the machine stands in another zone.
    @Test
    void what_day_it_is_in_a_statement_is_what_day_it_is_here() {
        assertThat(db.sql("show time zone").query(String.class).single()).isEqualTo("Europe/Amsterdam");
        assertThat(jobs.sql("show time zone").query(String.class).single()).isEqualTo("Europe/Amsterdam");
    }

    @Test
    void each_module_keeps_a_history_of_its_own_and_the_owner_owns_it() {
        assertThat(jobs.sql("""
                select tableowner from pg_tables where tablename = 'flyway_schema_history_database'
                """).query(String.class).single()).isEqualTo("samenspel_owner");
    }

    @Test
    void a_test_begins_with_a_fresh_installation_for_real_use() {
        assertThat(installation.kind()).isEqualTo(Installation.Kind.REAL);
        assertThat(installation.freshlyMade()).isTrue();
    }

    private static String whoIs(JdbcClient client) {
        return client.sql("select current_user").query(String.class).single();
    }
}
