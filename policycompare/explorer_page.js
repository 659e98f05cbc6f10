// The page and its JSON come in; a view that filters, sorts and cites, kept in the address, goes out.
"use strict";
(() => {
  const FACETS = ["theme", "region", "kind", "shared"];
  const byId = (id) => document.getElementById(id);
  const { targets, words, names, groups, searched, told, saved } = JSON.parse(byId("data").textContent);
  const form = byId("filters");
  const list = document.querySelector("table.list");
  const compare = document.querySelector("table.compare");
  const collator = new Intl.Collator(document.documentElement.lang);
  const sorts = new Set([...list.querySelectorAll("[data-sort]")].map((button) => button.dataset.sort));
  const known = new Map(targets.map((target) => [target.target_id, target]));
  const state = { sort: "theme", desc: false, target: null, missing: "", origin: null };

  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const filled = (template, values) => template.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const heading = (target) => `${target.region_name} · ${target.indicator_name}　${target.value_label}`;
  const view = () => form.elements.view.value;

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  for (const [nth, target] of targets.entries()) {
    target.nth = nth;
    target.text = plain(searched.map((field) => target[field]).join("\n"));
    target.row = list.tBodies[0].rows[nth];
  }
  for (const mark of compare.querySelectorAll(".mark")) known.get(mark.dataset.id).mark = mark;

  // --- What is asked for -----------------------------------------------------------------------

  function asked() {
    const data = new FormData(form);
    const chosen = FACETS.map((facet) => [facet, data.getAll(facet).filter(Boolean)]);
    return { chosen: Object.fromEntries(chosen), terms: plain(data.get("q")).split(/\s+/).filter(Boolean) };
  }

  function fits(target, { chosen, terms }, except) {
    return (
      FACETS.every((facet) => facet === except || !chosen[facet].length || chosen[facet].includes(target[facet])) &&
      terms.every((term) => target.text.includes(term))
    );
  }

  // --- The address: #ziyang-2017/032&region=ziyang&q=… -----------------------------------------

  const fragment = (id) => encodeURIComponent(id).replaceAll("%2F", "/");

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // a % that encodes nothing
    }
  }

  function address() {
    const query = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && name !== "view"));
    if ((view() === "list") !== Boolean(state.target)) query.set("view", view());
    if (state.sort !== "theme") query.set("sort", state.sort);
    if (state.desc) query.set("desc", "1");
    const parts = [state.target ? fragment(state.target.target_id) : "", query.toString()];
    return location.href.split("#")[0] + "#" + parts.filter(Boolean).join("&");
  }

  function readAddress() {
    const parts = location.hash.slice(1).split("&");
    const id = parts[0].includes("=") ? "" : decoded(parts.shift());
    const query = new URLSearchParams(parts.join("&"));
    form.reset();
    for (const input of form.querySelectorAll("input[type=checkbox]")) {
      input.checked = query.getAll(input.name).includes(input.value);
    }
    form.elements.q.value = query.get("q") ?? "";
    form.elements.theme.value = query.get("theme") ?? "";
    if (form.elements.theme.selectedIndex < 0) form.elements.theme.value = "";
    state.target = known.get(id) ?? null;
    state.missing = state.target ? "" : id;
    form.elements.view.value = query.get("view") ?? (state.target ? "list" : "compare");
    if (!view()) form.elements.view.value = "compare";
    state.sort = sorts.has(query.get("sort")) ? query.get("sort") : "theme";
    state.desc = query.has("desc");
  }

  function unfold(unfolded) {
    byId("more").setAttribute("aria-expanded", unfolded);
  }

  // --- Show it ---------------------------------------------------------------------------------

  function show() {
    const wanted = asked();
    const left = new Set(targets.filter((target) => fits(target, wanted)));
    const besides = state.target && !left.has(state.target);
    const shown = new Set(besides ? [...left, state.target] : left);
    for (const target of targets) target.row.hidden = target.mark.hidden = !shown.has(target);
    for (const part of [...compare.rows, ...compare.tBodies]) {
      if (part.parentNode !== compare.tHead && part.querySelector(".mark, tr")) {
        part.hidden = !part.querySelector(".mark:not([hidden])");
      }
    }
    showRegions(wanted.chosen.region, shown);
    showSorted(shown);
    showCount(left.size, shown.size, besides);
    showFacets(wanted);
    showDetails();
    byId("compare").hidden = view() !== "compare" || !shown.size;
    byId("list").hidden = view() !== "list" || !shown.size;
    return left;
  }

  function showRegions(chosen, shown) {
    const regions = new Set(chosen.length ? [...shown].map((target) => target.region).concat(chosen) : []);
    for (const cell of compare.querySelectorAll("[data-region]")) {
      cell.hidden = regions.size > 0 && !regions.has(cell.dataset.region);
    }
    // a head that spans hidden columns would keep their room
    const columns = compare.tHead.querySelectorAll("th:not([hidden])").length;
    for (const head of compare.querySelectorAll("[scope=rowgroup]")) head.colSpan = columns;
  }

  function showCount(count, shown, besides) {
    const remarks = [besides ? words.besides : "", state.missing ? filled(words.unknown, { id: state.missing }) : ""];
    byId("count").textContent = filled(words.count, { shown: count, all: targets.length });
    byId("remark").textContent = remarks.filter(Boolean).join(" ");
    byId("empty").hidden = shown > 0;
  }

  function showFacets(wanted) {
    for (const input of form.querySelectorAll("input[type=checkbox]")) {
      const count = targets.filter((t) => t[input.name] === input.value && fits(t, wanted, input.name)).length;
      input.parentNode.querySelector("output").textContent = count;
      input.parentNode.classList.toggle("none", count === 0);
    }
  }

  // --- Sort: never across units ----------------------------------------------------------------

  function inOrder(a, b) {
    const [x, y] = [a.sort[state.sort], b.sort[state.sort]];
    if (state.sort === "value" && a.group !== b.group) return a.group - b.group;
    if ((x === null) !== (y === null)) return x === null ? 1 : -1;
    const order = typeof x === "string" ? collator.compare(x, y) : x - y;
    return (state.desc ? -order : order) || a.nth - b.nth;
  }

  function showSorted(shown) {
    for (const head of list.tHead.rows[0].cells) {
      const button = head.querySelector("button");
      if (button && button.dataset.sort === state.sort) {
        head.setAttribute("aria-sort", state.desc ? "descending" : "ascending");
      } else head.removeAttribute("aria-sort");
    }
    const rows = [];
    let group = null;
    for (const target of [...targets].sort(inOrder)) {
      if (state.sort === "value" && shown.has(target) && target.group !== group) {
        group = target.group;
        rows.push(groupHead(group, [...shown].filter((other) => other.group === group).length));
      }
      rows.push(target.row);
    }
    list.tBodies[0].replaceChildren(...rows);
  }

  function groupHead(group, count) {
    const said = groups[group].measured ? words.group : words["group wordless"];
    const span = list.tHead.rows[0].cells.length;
    const head = element("th", { scope: "rowgroup", colspan: span }, filled(said, { name: groups[group].name, count }));
    return element("tr", { class: "group" }, head);
  }

  // --- One target ------------------------------------------------------------------------------

  function showDetails() {
    for (const old of document.querySelectorAll("tr.details")) old.remove();
    for (const old of document.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
    if (!state.target) return;
    const { row, mark } = state.target;
    row.setAttribute("aria-current", "true");
    mark.setAttribute("aria-current", "true");
    const above = view() === "list" ? row : mark.closest("tr");
    const columns = above.querySelectorAll(":scope > :not([hidden])").length;
    const cell = element("td", { colspan: columns }, details(state.target));
    above.after(element("tr", { class: "details" }, cell));
  }

  function details(target) {
    const close = element("button", { type: "button", class: "close", "aria-label": words.close, title: words.close }, "×");
    const copy = element("button", { type: "button" }, words.copy);
    close.addEventListener("click", closeDetails);
    copy.addEventListener("click", () => copyText(location.href.split("#")[0] + "#" + fragment(target.target_id)));
    const facts = element("dl");
    for (const field of told.filter((name) => target[name])) {
      facts.append(element("dt", {}, names[field]), element("dd", {}, target[field]));
    }
    return element(
      "div",
      { id: "details", role: "region", tabindex: "-1", "aria-label": heading(target) },
      close,
      element("h3", {}, heading(target)),
      element(
        "div",
        { class: "told" },
        element("blockquote", { lang: "zh-CN" }, target.quote),
        facts,
        element("p", { class: "buttons" }, copy),
      ),
      ...comparisons(target),
    );
  }

  function comparisons(target) {
    if (!target.others.length) return [];
    const items = target.others.map(({ id, verdict, name, reasons }) => {
      const other = known.get(id);
      const label = `${other.region_name} · ${other.indicator_name}　${other.label}`;
      const link = element("a", { href: "#" + fragment(id), "data-id": id }, label);
      return element("li", {}, element("em", { class: verdict }, name), " ", link, element("small", {}, reasons));
    });
    return [element("div", { class: "others" }, element("h4", {}, words.others), element("ul", {}, ...items))];
  }

  function open(id, origin) {
    state.target = known.get(id);
    state.missing = "";
    state.origin = origin;
    hideTip();
    show();
    history.pushState(null, "", address());
    reveal("nearest");
  }

  function reveal(block) {
    const { row, mark } = state.target;
    const panel = byId("details");
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
    (view() === "list" ? row : mark.closest("tr")).scrollIntoView({ block });
  }

  function closeDetails() {
    const { row, mark } = state.target;
    const origin = state.origin?.isConnected ? state.origin : view() === "list" ? row.querySelector("a") : mark;
    state.target = null;
    show();
    keep();
    origin.focus();
  }

  // --- What is pointed at ----------------------------------------------------------------------

  const tip = byId("tip");

  function hideTip() {
    tip.hidden = true;
  }

  function showTip(mark) {
    const target = known.get(mark.dataset.id);
    const fields = ["population_name", "deadline", "modality_name", "reading", "place"].filter((name) => target[name]);
    tip.replaceChildren(
      element("strong", {}, heading(target)),
      element("q", { lang: "zh-CN" }, target.quote),
      ...fields.map((name) => element("div", {}, element("i", {}, names[name]), " ", target[name])),
    );
    tip.hidden = false;
    const [box, own] = [mark.getBoundingClientRect(), tip.getBoundingClientRect()];
    const below = box.bottom + 6 + own.height <= innerHeight;
    tip.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - own.width - 8))}px`;
    tip.style.top = `${below ? box.bottom + 6 : Math.max(8, box.top - own.height - 6)}px`;
  }

  compare.addEventListener("mouseover", (event) => {
    const mark = event.target.closest(".mark");
    if (mark && matchMedia("(hover: hover)").matches) showTip(mark);
    else hideTip();
  });
  compare.addEventListener("mouseleave", hideTip);
  compare.addEventListener("focusin", (event) => {
    if (event.target.matches(".mark:focus-visible")) showTip(event.target);
  });
  compare.addEventListener("focusout", hideTip);
  addEventListener("scroll", hideTip, { passive: true });

  // --- Take it along ---------------------------------------------------------------------------

  async function copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
      byId("remark").textContent = words.copied;
    } catch {
      byId("remark").textContent = words["not copied"];
    }
  }

  // A spreadsheet takes text that opens with one of these signs for a formula.
  const cell = (text) => `"${(/^[=+\-@\t\r]./.test(text) ? "'" + text : text).replaceAll('"', '""')}"`;

  function download() {
    const rows = targets.filter((target) => !target.row.hidden).sort(inOrder);
    const lines = [saved.map((field) => cell(names[field])), ...rows.map((t) => saved.map((field) => cell(t[field])))];
    const text = "\ufeff" + lines.map((line) => line.join(",") + "\r\n").join("");
    const link = element("a", { download: "targets.csv" });
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // --- What the reader does --------------------------------------------------------------------

  const keep = () => history.replaceState(null, "", address());

  function reset() {
    const now = view();
    form.reset();
    form.elements.view.value = now;
    state.missing = "";
    show();
    keep();
  }

  form.addEventListener("input", () => {
    show();
    keep();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("clear").addEventListener("click", (event) => {
    event.preventDefault();
    reset();
  });
  byId("copy").addEventListener("click", () => copyText(location.href));
  byId("download").addEventListener("click", download);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("results").focus();
  });

  list.tHead.addEventListener("click", (event) => {
    const by = event.target.closest("button")?.dataset.sort;
    if (!by) return;
    state.desc = by === state.sort && !state.desc;
    state.sort = by;
    show();
    keep();
  });

  byId("results").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-id], a.permalink");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.dataset.id ?? link.closest("tr").id, link);
  });

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    if (!tip.hidden) hideTip();
    else if (state.target) closeDetails();
    else reset();
  });

  byId("more").addEventListener("click", () => unfold(byId("more").getAttribute("aria-expanded") === "false"));

  function arrive() {
    readAddress();
    unfold(Object.values(asked().chosen).some((values) => values.length));
    show();
    if (state.target) reveal("center");
  }

  addEventListener("hashchange", arrive);
  document.documentElement.classList.add("scripted");
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--bar", `${form.offsetHeight}px`);
  }).observe(form);
  arrive();
})();
