package nl.samenspel.reimbursements.law;

/// Where a rule was read. The keys are those of docs/explanation/reimbursement.md, which says what each of them holds.
public enum Source {
    /// Municipal volunteer centre, 2017: amounts, and the total over all organisations.
    S70("https://vcra.nl/nl/informatie/vrijwilligersbeleid/vergoedingen/"),
    /// Accountants, 2019: the whole amount is taxed above a maximum; nothing to report within them.
    S72("https://www.adfinadvies.nl/vrijwilligersvergoeding-2019/"),
    /// Accountants, 2019: pay for an activity is converted to an hour; levies up to five years back.
    S73("https://www.groenendijk.nl/nieuws/aanpassing_bedragen_vrijwilligersvergoeding_per_1_1_2019"),
    /// Tax office, 2023: pay for effort and for costs; costs count towards the same maxima.
    S77(
            "https://www.belastingdienst.nl/wps/wcm/connect/bldcontentnl/belastingdienst/prive/werk_en_inkomen/werken/werken-als-vrijwilliger/vergoeding_voor_inzet_en_voor_kosten"),
    /// Tax office, 2024: the maxima; above them everything is income.
    S79(
            "https://belastingdienst.nl/wps/wcm/connect/bldcontentnl/belastingdienst/prive/werk_en_inkomen/werken/werken-als-vrijwilliger/vrijwilligersvergoedingen"),
    /// Volunteer centre, 2025: the maxima are per person over all organisations together.
    S81("https://dewve.nl/vrijwilligers/voor-vrijwilligers/vrijwilligersvergoeding"),
    /// Knowledge network of the tax office, 2025: each maximum by itself, the month too.
    S82("https://www.kennisnetwerk-belastingen-toeslagen.nl/forum/onderwerp/vrijwilligersbijdrage"),
    /// Volunteer centre, 2017: a month may not be averaged.
    S84("https://www.welzijnswerksliedrecht.nl/wat-doen-we/vrijwilligerspunt-home/onkostenvergoeding"),
    /// Knowledge base, 2019: the total over organisations; costs and a fixed sum are not combined.
    S85("http://spui93.nl/kennisbank/vrijwilligersvergoeding/"),
    /// Sports union, 2024: choose costs or a fixed sum for the whole year.
    S86("https://knvvl.nl/nieuws/belangrijke-informatie-vrijwilligersvergoeding-2024"),
    /// Municipal page, 2019: real costs with receipts have no maximum.
    S88("https://vrijwilligerswerkalbrandswaard.nl/vergoedingen"),
    /// Payroll knowledge base, 2021: conversion to an hour; whose volunteers may have it.
    S89("https://100-salaris.nl/vrijwilliger-en-vergoeding/"),
    /// State Secretary, 2025, as reported: more is untaxed if costs can be shown, else the whole amount is income.
    S90(
            "https://ondernemen.headliner.nl/item/vergoeding-voor-inzet-vrijwilligers-en-vrijwilligersregeling-antwoord-op-vragen-salarisvanmorgen-1489"),
    /// Municipal market of knowledge, 2019: who gets more must show receipts for all; in kind counts.
    S92("https://oost.kennismarkt.amsterdam/nl/vraag/8"),
    /// Employers in sport: not in employment, not as a profession.
    S93("https://www.sportwerkgever.nl/kennisbank/hr-van-a-tot-z/vrijwilligersregeling/"),
    /// State Secretary, 2025, as reported: there is no untaxed reward for time and effort.
    S95(
            "https://www.salarisvanmorgen.nl/2025/10/23/vergoeding-voor-inzet-vrijwilligers-en-vrijwilligersregeling-antwoord-op-vragen/"),
    /// Court of Amsterdam, 2015: 150 euro for a day at the polling station was no volunteer's reimbursement.
    S96(
            "http://www.karatax.nl/2015/11/21/vergoeding-voor-lid-stembureau-vormt-row-geen-onbelaste-vrijwilligersvergoeding/"),
    /// Accountants: a nurse paid by a volunteers' foundation was employed.
    S97("https://www.witloxvcs.nl/blog/436-een-vrijwilliger-in-fictieve-dienstbetrekking.html"),
    /// Minister, 2018: reserved acts only by those whom the law allows.
    S137("https://www.openkamer.org/kamervraag/2018Z19932/"),
    /// Information for people who ask for help: work that is paid somewhere is not a volunteer's.
    S138("https://www.regelhulp.nl/bladeren/_/artikel/vrijwilligerszorg/"),
    /// Hospice volunteers: light personal care together with others only.
    S141("https://www.vptzzelhemhalle.nl/vragen"),
    /// Tax office, 2024: real costs are not taxed; what a kilometre may cost.
    COSTS(
            "https://www.belastingdienst.nl/wps/wcm/connect/bldcontentnl/belastingdienst/prive/werk_en_inkomen/werken/werken-als-vrijwilliger/vergoeding_voor_gemaakte_kosten"),
    /// A rule of the house, stricter than the law. The text of the refusal says so.
    HOUSE("");

    private final String address;

    Source(String address) {
        this.address = address;
    }

    /// Where it can be read; empty for a rule of the house.
    public String address() {
        return address;
    }
}
