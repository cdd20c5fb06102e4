package nl.samenspel.story;

import nl.samenspel.access.Role;

/// Someone of the demo town as whom visitors can look around. Invented, as everyone in it.
/// Each has a message `story.persona.<NAME>` that says what their week is like.
public enum Persona {
    MARIEKE("Marieke Vos", "marieke@maatjes.example", Role.COORDINATOR),
    JOOST("Joost Bakker", "joost@handjeextra.example", Role.COORDINATOR),
    ANNEKE("Anneke de Boer", "anneke@mail.example", Role.RELATIVE),
    TRUUS("Truus de Boer", "truus@mail.example", Role.PARTICIPANT),
    SAMIRA("Samira El Idrissi", "samira@thuiszorg.example", Role.PROFESSIONAL),
    HENK("Henk Visser", "henk@mail.example", Role.VOLUNTEER),
    NOOR("Noor Jansen", "noor@mail.example", Role.VOLUNTEER),
    ELS("Els Kuiper", "els@maatjes.example", Role.MANAGER),
    BEHEER("Bo Beheer", "beheer@samenspel.example", Role.ADMINISTRATOR),
    SAAR("Saar Mulder", "saar@maatjes.example", Role.TEAM_LEADER),
    MEREL("Merel de Groot", "merel@gemeente.example", Role.MUNICIPALITY),
    LARS("Lars Hoekstra", "lars@landelijkbureau.example", Role.NATIONAL_OFFICE),
    INGE("Inge Postma", "inge@onderzoek.example", Role.RESEARCHER);

    private final String name;
    private final String email;
    private final Role role;

    Persona(String name, String email, Role role) {
        this.name = name;
        this.email = email;
        this.role = role;
    }

    public String fullName() {
        return name;
    }

    public String email() {
        return email;
    }

    public Role role() {
        return role;
    }

    String givenName() {
        return name.substring(0, name.indexOf(' '));
    }

    String familyName() {
        return name.substring(name.indexOf(' ') + 1);
    }
}
