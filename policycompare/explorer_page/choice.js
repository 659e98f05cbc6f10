// Targets and wishes come in; which targets fit, in which order, under which address, goes out.
const choice = (() => {
  const FACETS = ["theme", "region", "kind", "shared"];
  const collator = new Intl.Collator(document.documentElement.lang);

  const plain = (text) => text.normalize("NFKC").toLowerCase();

  /** What a form asks for: the values chosen of each facet, and the words to be found. */
  function asked(form) {
    const data = new FormData(form);
    const chosen = FACETS.map((facet) => [facet, data.getAll(facet).filter(Boolean)]);
    return { chosen: Object.fromEntries(chosen), terms: plain(data.get("q")).split(/\s+/).filter(Boolean) };
  }

  /** Whether a target meets all wishes, those of one facet aside. */
  function fits(target, { chosen, terms }, aside) {
    const meets = (facet) => !chosen[facet].length || chosen[facet].includes(target[facet]);
    return (
      FACETS.every((facet) => facet === aside || meets(facet)) && terms.every((term) => target.text.includes(term))
    );
  }

  /** An order by one column; values never across units, and what is absent stands last. */
  function order(column, desc) {
    return (a, b) => {
      const [x, y] = [a.sort[column], b.sort[column]];
      if (column === "value" && a.group !== b.group) return a.group - b.group;
      if ((x === null) !== (y === null)) return x === null ? 1 : -1;
      const way = typeof x === "string" ? collator.compare(x, y) : x - y;
      return (desc ? -way : way) || a.nth - b.nth;
    };
  }

  const fragment = (id) => encodeURIComponent(id).replaceAll("%2F", "/");

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // a % that encodes nothing
    }
  }

  /** The parts of #ziyang-2017/032&region=ziyang&q=…: a target's id, and the query. */
  function parsed(hash) {
    const parts = hash.slice(1).split("&");
    const id = parts[0].includes("=") ? "" : decoded(parts.shift());
    return { id, query: new URLSearchParams(parts.join("&")) };
  }

  return { plain, asked, fits, order, fragment, parsed };
})();
