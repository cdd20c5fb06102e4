package nl.samenspel.story;

/// A part of the story, told through the doors as the administrator of the installation. Begins where it was broken
/// off when told again.
interface Chapter {

    void tell();
}
