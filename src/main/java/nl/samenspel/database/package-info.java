/// The database: where it is, who may enter it, and what must be true in it.
///
/// Everything Samenspel keeps is in one PostgreSQL. Usually that is a real PostgreSQL which this module unpacks
/// into the data folder and starts itself ([Database#embedded]); an organisation that has its own server gives its
/// address ([Database#own]). The program never works as superuser or as the owner of the tables: it enters by the
/// [DatabaseRole]s, so that row security always applies to it.
///
/// Other modules get from here: the primary `DataSource` (the web, role `samenspel_app`); beans qualified `jobs`
/// (`DataSource`, `JdbcClient`, `TransactionTemplate`, transaction manager) for the few tasks that must see rows of
/// several organisations; [Installation]; and the two hooks [Law] and [Welcome].
///
/// Every module migrates its own schema from `db/migration/<module>` as the owner, and grants there, in words, what
/// `samenspel_app`, `samenspel_jobs` and `samenspel_reporting` may do; nothing is granted by default.
///
/// Knows no other module and nothing of care.
@ApplicationModule(
        displayName = "Database",
        allowedDependencies = {})
@NullMarked
package nl.samenspel.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
