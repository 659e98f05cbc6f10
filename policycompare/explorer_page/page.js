// The page and its JSON come in; a view that filters, sorts and cites, kept in the address, goes out.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const { targets, words, names, groups } = data;
  const form = byId("filters");
  const list = document.querySelector("table.list");
  const compare = document.querySelector("table.compare");
  const sorts = new Set([...list.querySelectorAll("[data-sort]")].map((button) => button.dataset.sort));
  const known = new Map(targets.map((target) => [target.target_id, target]));
  const state = { sort: "theme", desc: false, target: null, missing: "", origin: null };

  const filled = (template, values) => template.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const view = () => form.elements.view.value;

  for (const [nth, target] of targets.entries()) {
    target.nth = nth;
    target.text = choice.plain(data.searched.map((field) => target[field]).join("\n"));
    target.row = list.tBodies[0].rows[nth];
  }
  for (const mark of compare.querySelectorAll(".mark")) known.get(mark.dataset.id).mark = mark;

  // --- The address: #ziyang-2017/032&region=ziyang&q=… -----------------------------------------

  function address() {
    const query = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && name !== "view"));
    if ((view() === "list") !== Boolean(state.target)) query.set("view", view());
    if (state.sort !== "theme") query.set("sort", state.sort);
    if (state.desc) query.set("desc", "1");
    const parts = [state.target ? choice.fragment(state.target.target_id) : "", query.toString()];
    return location.href.split("#")[0] + "#" + parts.filter(Boolean).join("&");
  }

  function readAddress() {
    const { id, query } = choice.parsed(location.hash);
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
    const wanted = choice.asked(form);
    const left = new Set(targets.filter((target) => choice.fits(target, wanted)));
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
      const count = targets.filter((t) => t[input.name] === input.value && choice.fits(t, wanted, input.name)).length;
      input.parentNode.querySelector("output").textContent = count;
      input.parentNode.classList.toggle("none", count === 0);
    }
  }

  // --- Sort: never across units ----------------------------------------------------------------

  function showSorted(shown) {
    for (const head of list.tHead.rows[0].cells) {
      const button = head.querySelector("button");
      if (button && button.dataset.sort === state.sort) {
        head.setAttribute("aria-sort", state.desc ? "descending" : "ascending");
      } else head.removeAttribute("aria-sort");
    }
    const rows = [];
    let group = null;
    for (const target of [...targets].sort(choice.order(state.sort, state.desc))) {
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
    const text = filled(said, { name: groups[group].name, count });
    const head = told.element("th", { scope: "rowgroup", colspan: span }, text);
    return told.element("tr", { class: "group" }, head);
  }

  // --- One target ------------------------------------------------------------------------------

  function showDetails() {
    for (const old of document.querySelectorAll("tr.details")) old.remove();
    for (const old of document.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
    if (!state.target) return;
    const { row, mark } = state.target;
    row.setAttribute("aria-current", "true");
    mark.setAttribute("aria-current", "true");
    const above = rowOf(state.target);
    const columns = above.querySelectorAll(":scope > :not([hidden])").length;
    const block = told.details(state.target, known, data, { close: closeDetails, copy: copyLink });
    const cell = told.element("td", { colspan: columns }, block);
    above.after(told.element("tr", { class: "details" }, cell));
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

  const rowOf = ({ row, mark }) => (view() === "list" ? row : mark.closest("tr"));

  function reveal(block) {
    const panel = byId("details");
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
    rowOf(state.target).scrollIntoView({ block });
  }

  function closeDetails() {
    const { row, mark } = state.target;
    state.target = null;
    show();
    keep();
    const seen = state.origin?.isConnected && state.origin.offsetParent; // it may be in the other view
    (seen ? state.origin : view() === "list" ? row.querySelector("a") : mark).focus();
  }

  // --- What is pointed at ----------------------------------------------------------------------

  const tip = byId("tip");

  function hideTip() {
    tip.hidden = true;
  }

  function showTip(mark) {
    const target = known.get(mark.dataset.id);
    tip.replaceChildren(...told.tip(target, names));
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

  const copyLink = () => copyText(location.href.split("#")[0] + "#" + choice.fragment(state.target.target_id));

  function download() {
    const rows = targets.filter((target) => !target.row.hidden).sort(choice.order(state.sort, state.desc));
    const link = told.element("a", { download: "targets.csv" });
    link.href = URL.createObjectURL(new Blob([told.csv(rows, data.saved, names)], { type: "text/csv" }));
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

  form.addEventListener("input", (event) => {
    show();
    keep();
    if (event.target.name === "view" && state.target) rowOf(state.target).scrollIntoView({ block: "center" });
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
    unfold(Object.values(choice.asked(form).chosen).some((values) => values.length));
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
