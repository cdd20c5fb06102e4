// Pages work without this file. It makes some of them smoother.
import htmx from "htmx.org";

window.htmx = htmx;

// htmx's own settings stand in the layout's <meta name="htmx-config">: no eval, no inline script or style.
// The content security policy lets no script turn text into HTML (trusted types). Before the first page lets htmx swap
// something in, htmx needs a policy for just that.

// 422 is our answer to a form with something wrong in it: show it.
document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 422) {
        event.detail.shouldSwap = true;
        event.detail.isError = false;
    }
});

// What is wrong with a form is read out and reached first.
const goToProblems = (root) => root.querySelector?.("#problems")?.focus();

document.addEventListener("DOMContentLoaded", () => goToProblems(document));

// The page that says what is wrong is an answer to something sent. Going back to it later, the browser would offer to
// send that again; what people mean is the page where they were.
document.addEventListener("DOMContentLoaded", () => {
    if (document.getElementById("problems")) {
        const from = document.referrer ? new URL(document.referrer) : location;
        history.replaceState(null, "", from.origin === location.origin ? from.href : location.href);
    }
});
document.addEventListener("htmx:afterSettle", (event) => goToProblems(event.detail.elt));

// Passkeys. The form asks the server what to answer, lets the browser answer, and is then sent like any form.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
        .replace(/\+/g, "-")
        .replace(/\//g, "_")
        .replace(/=+$/, "");
const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

const ceremonies = {
    async get(question) {
        const made = await navigator.credentials.get({
            publicKey: {
                ...question,
                challenge: bytes(question.challenge),
                allowCredentials: known(question.allowCredentials),
                extensions: undefined,
            },
        });
        const { authenticatorData, clientDataJSON, signature, userHandle } = made.response;
        return answer(made, {
            authenticatorData: text(authenticatorData),
            clientDataJSON: text(clientDataJSON),
            signature: text(signature),
            userHandle: userHandle ? text(userHandle) : undefined,
        });
    },
    async create(question) {
        const made = await navigator.credentials.create({
            publicKey: {
                ...question,
                challenge: bytes(question.challenge),
                user: { ...question.user, id: bytes(question.user.id) },
                excludeCredentials: known(question.excludeCredentials),
                extensions: undefined,
            },
        });
        const { attestationObject, clientDataJSON } = made.response;
        return answer(made, {
            attestationObject: text(attestationObject),
            clientDataJSON: text(clientDataJSON),
            transports: made.response.getTransports?.() ?? [],
        });
    },
};

const answer = (made, response) =>
    JSON.stringify({
        id: made.id,
        rawId: text(made.rawId),
        type: made.type,
        authenticatorAttachment: made.authenticatorAttachment ?? undefined,
        clientExtensionResults: {},
        response,
    });

if (window.PublicKeyCredential) {
    document.addEventListener("DOMContentLoaded", () => {
        document.querySelectorAll("form[data-passkey]").forEach((form) => (form.hidden = false));
        document.querySelectorAll("[data-passkey-missing]").forEach((text) => (text.hidden = true));
    });
}

document.addEventListener("submit", async (event) => {
    const form = event.target;
    const ceremony = ceremonies[form.dataset.passkey];
    if (!ceremony) {
        return;
    }
    event.preventDefault();
    try {
        const body = new URLSearchParams({ _csrf: form.elements._csrf.value });
        const asked = await fetch(form.dataset.question, { method: "POST", body });
        form.elements.credential.value = await ceremony(await asked.json());
        form.submit();
    } catch {
        form.querySelector("[data-passkey-trouble]").hidden = false;
    }
});

// One click, one time: a form that is on its way is not sent again, unless it says data-again (a download, for instance).
document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || "again" in form.dataset) {
        return;
    }
    if (form.dataset.sent) {
        event.preventDefault();
        return;
    }
    form.dataset.sent = "yes";
});

// Back from the browser's memory: the form may be sent again.
window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
        document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    }
});

// The menu on a phone, and what folds out of it at a desk, closes with Escape; the latter also for who goes on beside it.
document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector("details:is(.nav-small, .nav-more)[open]");
    if (open) {
        open.open = false;
        open.querySelector("summary").focus();
    }
});
document.addEventListener("click", (event) => {
    const open = document.querySelector("details.nav-more[open]");
    if (open && !open.contains(event.target)) {
        open.open = false;
    }
});

// At a desk: Ctrl+K (or Cmd+K) goes to the search field, arrows go through a list of links.
document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        const search = document.querySelector("[data-search]");
        if (search) {
            event.preventDefault();
            search.focus();
        }
        return;
    }
    const list = document.activeElement?.closest("[data-walk]");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (list && step && document.activeElement.matches("a")) {
        const links = [...list.querySelectorAll("a[href]")];
        const next = links[links.indexOf(document.activeElement) + step];
        if (next) {
            event.preventDefault();
            next.focus();
        }
    }
});

// Work in the background: its page looks by itself now and then how far it is, and shows the end when it is there.
const watched = document.querySelector("[data-watch]");
const watch = async () => {
    try {
        const page = await (await fetch(location.href)).text();
        const done = page.match(/data-watch="(\d+)"/);
        if (!done) {
            location.reload();
            return;
        }
        watched.querySelector("progress").value = Number(done[1]);
    } catch {
        // no connection just now; the next time perhaps
    }
    setTimeout(watch, 3000);
};
if (watched) {
    setTimeout(watch, 3000);
}
