package nl.samenspel.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The ways into the database. What is qualified `jobs` is found only by who asks for it by that name, so nobody gets
/// the wider view by accident.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final Duration JOBS_ANSWER_WITHIN = Duration.ofMinutes(2);

    /// Whoever waits for longer is told so: a page that comes after ten seconds has lost its reader.
    private static final int MILLIS_TO_WAIT_FOR_A_CONNECTION = 5_000;

    private static final int MILLIS_TO_PROVE_ALIVE = 2_000;

    @Bean
    @Primary
    HikariDataSource dataSource(
            Database database,
            @Value("${samenspel.database.connections:10}") int connections,
            @Value("${samenspel.database.answers-within:30s}") Duration answersWithin) {
        return pool(database, DatabaseRole.APP, connections, answersWithin);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("jobs")
    HikariDataSource jobsDataSource(
            Database database, @Value("${samenspel.database.jobs-connections:4}") int connections) {
        return pool(database, DatabaseRole.JOBS, connections, JOBS_ANSWER_WITHIN);
    }

    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource ownerDataSource(
            Database database,
            @Value("${spring.flyway.locations}") List<String> migrations,
            @Value("${samenspel.older-program:false}") boolean olderProgram) {
        Roles.refuseSilence(database, DatabaseRole.OWNER);
        NewerTables.refuse(database, migrations, olderProgram);
        return database.connect(DatabaseRole.OWNER);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("jobs")
    JdbcClient jobsJdbcClient(@Qualifier("jobs") DataSource jobs) {
        return JdbcClient.create(jobs);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("jobs")
    PlatformTransactionManager jobsTransactionManager(@Qualifier("jobs") DataSource jobs) {
        return new JdbcTransactionManager(jobs);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("jobs")
    TransactionTemplate jobsTransactionTemplate(@Qualifier("jobs") PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    /// @param answersWithin a line that is silent for longer is taken for broken: somebody waits for it
    private static HikariDataSource pool(
            Database database, DatabaseRole role, int connections, Duration answersWithin) {
        Roles.refuseSilence(database, role);
        Roles.refuseTooMighty(database.connect(role));
        // a connection is tried each time before it is lent, also when it was used a moment ago:
        // whoever comes after a line broke waits for that, and not for an answer to a question
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
        var config = new HikariConfig();
        config.setPoolName(role.login());
        config.setJdbcUrl(database.url());
        config.setUsername(role.login());
        config.setPassword(database.password(role));
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        // what day it is in a statement is what day it is here, wherever the machine thinks it stands
        config.setConnectionInitSql("set time zone 'Europe/Amsterdam'");
        config.setConnectionTimeout(MILLIS_TO_WAIT_FOR_A_CONNECTION);
        config.setValidationTimeout(MILLIS_TO_PROVE_ALIVE);
        config.addDataSourceProperty("ApplicationName", role.login());
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("socketTimeout", Long.toString(answersWithin.toSeconds()));
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // The details of an error name the values of a row, and those may be a person's.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new HikariDataSource(config);
    }
}
