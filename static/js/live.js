// What colleagues and the worker do appears without a reload: a poll that mostly answers "nothing new", paused in hidden tabs.
// It never takes the focus, moves the text or touches a field: parts in which somebody is typing are left as they are.
(() => {
  "use strict";

  const EVERY = 4000; // ms; what a colleague does shows within five seconds
  const desk = document.getElementById("desk");
  if (!desk?.dataset.live) return;

  let pulse = desk.dataset.pulse;
  let timer = 0;
  let asking = false;

  const address = () => {
    const claim = document.getElementById("claim-card")?.dataset.claim || "";
    const url = new URL(desk.dataset.live, location.href);
    url.search = location.search;
    if (claim) url.searchParams.set("claim", claim);
    return url;
  };

  const isBusy = (part) => {
    const focus = document.activeElement;
    const typing = focus && part.contains(focus) && focus.matches("input, textarea, select");
    return typing || part.querySelector("#checks :checked, details[open] textarea") !== null;
  };

  const put = (part) => {
    part.removeAttribute("hx-swap-oob");
    const old = document.getElementById(part.id);
    if (!old || isBusy(old)) return;
    if (part.id === "live" || part.id.endsWith("-news")) {
      old.replaceChildren(...part.childNodes);
      return;
    }
    const focus = old.contains(document.activeElement) && document.activeElement;
    old.replaceWith(part);
    htmx.process(part);
    if (!focus) return;
    const again = focus.id ? document.getElementById(focus.id) : part.querySelector(focus.tagName);
    again?.focus({ preventScroll: true });
  };

  const apply = (html) => {
    const shape = document.createElement("template");
    shape.innerHTML = html;
    // The marks of the text move with it: what was at the top of the pane stays there.
    const pane = document.querySelector(".text-pane");
    const top = pane?.scrollTop;
    [...shape.content.children].filter((part) => part.id).forEach(put);
    if (pane && pane.scrollTop !== top) pane.scrollTop = top;
  };

  const ask = async () => {
    if (asking || document.hidden) return;
    asking = true;
    try {
      const headers = pulse ? { "If-None-Match": pulse, "HX-Request": "true" } : { "HX-Request": "true" };
      const answer = await fetch(address(), { headers, cache: "no-store", redirect: "manual" });
      if (answer.status === 200) {
        pulse = answer.headers.get("ETag");
        apply(await answer.text());
      }
      // Logged out, or no longer named on the article: the next click says so, asking on would not help.
      if (answer.type === "opaqueredirect" || answer.status === 404) return stop();
      document.dispatchEvent(new CustomEvent("desk:reached"));
    } catch {
      document.dispatchEvent(new CustomEvent("desk:lost"));
    } finally {
      asking = false;
    }
  };

  const stop = () => clearInterval(timer);
  const start = () => {
    stop();
    if (document.hidden) return;
    timer = setInterval(ask, EVERY);
    ask();
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : start()));
  start();
})();
