package nl.samenspel.volunteers.web;

/// How much someone likes a kind of help. Each has a message `volunteers.way.<NAME>`.
enum Way {
    LOVES,
    LIKES,
    DOES,
    RATHER_NOT
}
