package nl.samenspel.matches;

import nl.samenspel.access.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CustomsStore {

    private final JdbcClient db;

    CustomsStore(JdbcClient db) {
        this.db = db;
    }

    Customs of(OrganisationId organisation) {
        return db.sql("""
                select first_after_days, review_months, remind_days, call_days, thanks
                from matches.customs where organisation = :organisation
                """)
                .param("organisation", organisation.value())
                .query((rs, _) -> new Customs(
                        rs.getInt("first_after_days"),
                        rs.getInt("review_months"),
                        rs.getInt("remind_days"),
                        rs.getInt("call_days"),
                        rs.getString("thanks")))
                .optional()
                .orElse(Customs.DEFAULT);
    }

    void keep(OrganisationId organisation, Customs customs) {
        db.sql("""
                insert into matches.customs
                    (organisation, first_after_days, review_months, remind_days, call_days, thanks)
                values (:organisation, :first, :review, :remind, :call, :thanks)
                on conflict (organisation) do update
                set first_after_days = excluded.first_after_days, review_months = excluded.review_months,
                    remind_days = excluded.remind_days, call_days = excluded.call_days,
                    thanks = excluded.thanks
                """)
                .param("organisation", organisation.value())
                .param("first", customs.firstAfterDays())
                .param("review", customs.reviewMonths())
                .param("remind", customs.remindDays())
                .param("call", customs.callDays())
                .param("thanks", customs.thanks())
                .update();
    }
}
