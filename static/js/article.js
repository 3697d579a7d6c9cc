// The article page: keys, the current claim in list and text, and where the focus goes. All of it works without this file
// as links and forms; nothing here decides anything.
(() => {
  "use strict";

  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];

  const rows = () => all("#claims .claim-row");
  const currentRow = () => one('#claims .claim-row[aria-current="true"]');

  const setCurrent = (id) => {
    all("#claims [data-claim], #text [data-claim]").forEach((element) => {
      if (element.dataset.claim === id) element.setAttribute("aria-current", "true");
      else element.removeAttribute("aria-current");
    });
    // Words that a shorter claim shares belong to this one too.
    all("#text .mark").forEach((mark) => mark.toggleAttribute("data-current", mark.dataset.within.split(" ").includes(id)));
    currentRow()?.scrollIntoView({ block: "nearest" });
    one("#text .mark[data-current]")?.scrollIntoView({ block: "center" });
  };

  const step = (by) => {
    const list = rows();
    const here = list.indexOf(currentRow());
    const next = list[Math.min(Math.max(here + by, 0), list.length - 1)];
    if (next && next !== list[here]) next.click();
    else one(`.text-pane a[rel="${by > 0 ? "next" : "prev"}"]`)?.click(); // a long text is shown in parts
  };

  if (new URL(location.href).searchParams.has("claim") && currentRow()) setCurrent(currentRow().dataset.claim);

  // A key that comes between a card and its being made ready waits for that: a plain form would load the whole page.
  let settling = false;
  let queued = "";
  const press = (selector) => {
    if (settling) queued = selector;
    else one(selector)?.click();
  };

  document.addEventListener("htmx:afterSwap", () => (settling = true));
  document.addEventListener("htmx:afterSettle", () => {
    settling = false;
    const selector = queued;
    queued = "";
    if (selector) setTimeout(press, 0, selector);
  });

  const openEvidence = () => {
    const fold = one("#evidence .evidence-add");
    if (!fold) return;
    fold.open = true;
    one("textarea", fold).focus();
  };

  const openComments = () => {
    const fold = one("#comments > details");
    if (!fold) return;
    fold.open = true;
    (one("textarea", fold) || one("summary", fold)).focus();
  };

  const nextScope = () => {
    const choices = all("#review-form input[type=radio][name=scope]");
    const chosen = choices.findIndex((choice) => choice.checked);
    if (choices.length) choices[(chosen + 1) % choices.length].click();
  };

  // A return needs its note: the first press leads there, the next one sends it.
  const returnIt = () => {
    const note = one("#id_sign_note");
    if (note && !note.value.trim()) note.focus();
    else press('#sign-form [value="returned"]');
  };

  let writeOn = false;
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    v: () => press('#claim-card button[name=status][value="verified"]'),
    u: () => press('#claim-card button[name=status][value="unverified"]'),
    d: () => press('#claim-card button[name=status][value="disputed"]'),
    s: nextScope,
    o: () => press("#required-form button"),
    l: () => press("#clear-link"),
    y: () => press('#sign-form [value="agreed"]'),
    r: returnIt,
    z: () => press("#undo-form button"),
    n: () => one("#id_note")?.focus(),
    c: openComments,
    e: openEvidence,
    b: () => press("#edit-link"),
    "/": () => press('.top > nav a[href^="/search/"]'),
    a: () => press("#assign-form button"),
    x: () => {
      const link = one("#choose-link");
      if (link) location.assign(`${link.href}${link.search ? "&" : "?"}claim=${shownClaim() || ""}`);
    },
    "?": () => one("#keys").togglePopover(),
  };

  const isTyping = (target) => target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isTyping(event.target) && !event.target.closest("[popover]")) {
      one("#claim-title")?.focus({ preventScroll: true });
      return;
    }
    // Who writes notes goes on writing: the verdict that needs nothing but its note, and then the next claim's note.
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.id === "id_note") {
      event.preventDefault();
      writeOn = true;
      keys.u();
      return;
    }
    const off = one("#desk")?.dataset.shortcuts !== "on";
    if (off || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // On a phone the sheet grows while somebody writes. It waits for the tap that ends the writing, which would miss its
  // button if that moved away under it.
  const growSheet = () => {
    const pane = one(".card-pane");
    const focus = document.activeElement;
    pane?.toggleAttribute("data-writing", pane.contains(focus) && Boolean(isTyping(focus)));
  };
  document.addEventListener("focusin", ({ target }) => setTimeout(growSheet, isTyping(target) ? 0 : 250));
  document.addEventListener("focusout", () => setTimeout(growSheet, 250));

  // The list answers at once; the card follows when it has come.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.target.closest("a[data-claim]");
    if (!link) return;
    setCurrent(link.dataset.claim);
    // On smaller screens the list lies in a drawer over the text that the claim stands in.
    const drawer = one(".drawer-handle :checked");
    if (drawer && link.closest("#claims")) drawer.checked = false;
  });

  // What was typed for a claim waits while another one is looked at, through a reload, and through a login that ran out: in
  // this tab alone, for this person, until it is sent or thrown away. Where the browser keeps nothing it waits in memory.
  const memory = new Map();
  const drafts = {
    key: (id) => `draft:${one("#desk").dataset.person}:${id}`,
    read(id) {
      try {
        return JSON.parse(sessionStorage.getItem(this.key(id))) || {};
      } catch {
        return memory.get(id) || {};
      }
    },
    keep(id, typed) {
      memory.set(id, typed);
      try {
        if (Object.keys(typed).length) sessionStorage.setItem(this.key(id), JSON.stringify(typed));
        else sessionStorage.removeItem(this.key(id));
      } catch { /* the memory has it */ }
    },
  };
  const written = () => all("#review-form textarea, #comment-form textarea");
  // What was sent is no draft any more; the other form's words still are.
  const forget = (id, form) => drafts.keep(id, Object.fromEntries(Object.entries(drafts.read(id)).filter(([name]) => (name === "comment") !== (form === "comment-form"))));
  const shownClaim = () => one("#claim-card")?.dataset.claim;

  const keepDraft = () => {
    if (one("#review-form")) drafts.keep(shownClaim(), Object.fromEntries(written().filter((field) => field.value).map((field) => [field.name, field.value])));
  };

  const restoreDraft = () => {
    if (!one("#review-form")) return;
    const draft = drafts.read(shownClaim());
    written().filter((field) => !field.value && draft[field.name]).forEach((field) => {
      field.value = draft[field.name];
      field.closest("details")?.setAttribute("open", "");
    });
    keepDraft();
  };

  document.addEventListener("input", ({ target }) => target.closest("#review-form, #comment-form") && keepDraft());
  document.addEventListener("click", ({ target }) => target.closest("[data-discard]") && forget(shownClaim(), "review-form"));
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("[data-logout]")) Object.keys(sessionStorage).filter((key) => key.startsWith("draft:")).forEach((key) => sessionStorage.removeItem(key));
  });
  restoreDraft();

  const isLogin = ({ xhr }) => new URL(xhr.responseURL || location.href).pathname.startsWith("/login/");

  // What the desk took is no draft any more; what it refused comes back from it, and stays one.
  document.addEventListener("htmx:beforeSwap", ({ target, detail }) => {
    const form = detail.requestConfig.elt.closest("#review-form, #comment-form");
    const claim = target.closest?.("#claim-card")?.dataset.claim;
    if (form && claim && !isLogin(detail) && detail.xhr.status < 400) forget(claim, form.id);
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "comments") {
      restoreDraft();
      (one("#comments [aria-invalid=true]") || one("#comments summary")).focus();
    }
    if (event.target.id !== "claim-card") return;
    const card = one("#claim-card");
    restoreDraft();
    if (card.dataset.claim) setCurrent(card.dataset.claim);
    // Who is quick already writes in the new card: no keystroke is taken from them.
    const focus = document.activeElement;
    const isWriting = isTyping(focus) && (card.contains(focus) || focus.closest("[popover]"));
    if (isWriting) {
      writeOn = false;
      return;
    }
    const missing = one("[aria-invalid=true]", card);
    const note = writeOn && one("#id_note", card);
    writeOn = false;
    const target = missing || note || one(".conflict a", card) || one("#claim-title", card);
    target.focus({ preventScroll: !missing });
    if (!missing) card.parentElement.scrollTop = 0;
  });

  // A claim has its own address, so that it can be sent to a colleague and Back comes back to it.
  document.addEventListener("htmx:afterRequest", (event) => {
    const link = event.target.closest?.("a[data-claim]");
    if (!link || !event.detail.successful) return;
    const address = new URL(location.href);
    address.searchParams.set("claim", link.dataset.claim);
    if (address.href !== location.href) history.pushState({ claim: link.dataset.claim }, "", address);
  });

  window.addEventListener("popstate", () => {
    const id = new URL(location.href).searchParams.get("claim");
    const row = id && one(`#claims .claim-row[data-claim="${CSS.escape(id)}"]`);
    if (row) row.click();
    else location.reload();
  });

  // While a new revision is split the earlier one stays at work: only the progress is drawn again, and when it is done
  // nobody who is typing is interrupted.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const progress = one("#splitting");
    if (!progress || detail.requestConfig.elt !== progress || !one("#desk")) return;
    if (detail.serverResponse.includes('id="splitting"')) {
      detail.target = progress;
      detail.selectOverride = "#splitting";
    } else if (all("#claim-card :is(textarea, input[type=file])").some((field) => field.value)) {
      detail.shouldSwap = false;
      progress.outerHTML = one("#split-ready").innerHTML;
    }
  });

  const say = (sentence) => {
    const live = one("#live");
    live.textContent = sentence;
    live.classList.remove("sr-only");
    live.classList.add("toast");
  };

  document.addEventListener("htmx:beforeRequest", () => {
    const live = one("#live");
    live.classList.add("sr-only");
    live.classList.remove("toast");
  });

  // A verdict shows at once where it belongs, faintly until the desk has it, and goes back to what was if the desk refuses.
  const shown = { status: "", claim: "", before: "" };

  const showStatus = (claim, status, saving) => {
    const word = one(`.verdict[value="${status}"] span:not(.sr-only)`)?.lastChild.textContent.trim();
    all(`#claims [data-claim="${claim}"], #text [data-claim="${claim}"]`).forEach((element) => {
      // What came with the refusal is newer than what was.
      if (!saving && !element.hasAttribute("data-saving")) return;
      element.dataset.status = status;
      element.toggleAttribute("data-saving", saving);
      const use = one(":scope > .icon use", element);
      use?.setAttribute("href", use.getAttribute("href").replace(/#status-.*/, `#status-${status}`));
      const label = one(".meta b", element);
      if (label && saving && word) label.dataset.before ??= label.textContent;
      if (label && saving && word) label.textContent = word;
      if (label?.dataset.before && !saving) label.textContent = label.dataset.before;
    });
  };

  document.addEventListener("htmx:beforeRequest", ({ detail, target }) => {
    const status = detail.requestConfig.parameters.status;
    if (target.id !== "review-form" || !status) return;
    const claim = shownClaim();
    Object.assign(shown, { status, claim, before: one(`#claims [data-claim="${claim}"]`)?.dataset.status || "" });
    showStatus(claim, status, true);
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.requestConfig.elt.id !== "review-form" || detail.xhr.status === 200) return;
    showStatus(shown.claim, shown.before, false);
  });

  // Nothing typed is lost when the desk cannot be reached: the card stays as it is, and what was not sent is offered again.
  const offline = one("#offline");

  document.addEventListener("htmx:sendError", ({ target }) => {
    if (target.id !== "review-form" || !offline) return say(one("#trouble").dataset.offline);
    one("p", offline).textContent = offline.dataset.lost;
    one("button", offline).hidden = false;
    offline.hidden = false;
  });

  document.addEventListener("desk:lost", () => {
    if (!offline || !offline.hidden) return;
    one("p", offline).textContent = offline.dataset.away;
    one("button", offline).hidden = true;
    offline.hidden = false;
  });

  document.addEventListener("desk:reached", () => {
    if (!offline || offline.hidden) return;
    if (!shown.status || shownClaim() !== shown.claim || one("button", offline).hidden) offline.hidden = true;
    else one("p", offline).textContent = offline.dataset.back;
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && offline) offline.hidden = true;
  });

  one("#offline button")?.addEventListener("click", () => {
    offline.hidden = true;
    press(`#claim-card button[name=status][value="${shown.status}"]`);
  });

  document.addEventListener("htmx:responseError", () => say(one("#trouble").dataset.refused));
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!isLogin(event.detail)) return;
    event.detail.shouldSwap = false;
    const back = new URL(location.href);
    if (shownClaim()) back.searchParams.set("claim", shownClaim());
    location.assign(`/login/?next=${encodeURIComponent(back.pathname + back.search)}`);
  });
})();
