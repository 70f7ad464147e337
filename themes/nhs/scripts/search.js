// The search page. Loads the index when somebody searches, not before, and keeps the words to itself: they are read
// from the field and given to the search, which runs in the browser; they go into no address, title or storage.

const PAGE_SIZE = 10;

const root = document.querySelector("[data-search]");
const part = (name) => root.querySelector(`[data-search-${name}]`);
const [form, results, list] = [part("form"), part("results"), part("list")];
const words = root.querySelector("#search-words");
const region = root.querySelector("#search-region");

// What was found and is not shown yet, and which search it belongs to: a slow answer must not replace a newer one.
let waiting = [];
let latest = 0;
let engine = null;

/** The search itself. A thread of its own would cost another download; it needs a few milliseconds here. */
async function load() {
  const { createInstance } = await import(root.dataset.search);
  return createInstance({ noWorker: true, excerptEllipsis: "…" });
}

/** What is found: with a region its pages first, then those for everybody, which hold true there too. */
async function find(text, chosen) {
  const pagefind = await (engine ??= load());
  if (chosen === "") return (await pagefind.search(text)).results;
  // One after the other: two searches at once would share one memory.
  const own = await pagefind.search(text, { filters: { region: chosen } });
  const shared = await pagefind.search(text, { filters: { region: "everybody" } });
  return [...own.results, ...shared.results];
}

/** Chooses the region that the link to this page named. */
function chooseRegion() {
  const wanted = new URLSearchParams(location.hash.slice(1)).get("region");
  if ([...region.options].some((option) => option.value === wanted)) region.value = wanted;
}

/** Says that there is nothing to search for, or takes that back. */
function setMissing(isMissing) {
  part("error").hidden = !isMissing;
  const attributes = { "data-invalid": "", "aria-invalid": "true", "aria-describedby": "search-error" };
  for (const [name, value] of Object.entries(attributes)) {
    if (isMissing) words.setAttribute(name, value);
    else words.removeAttribute(name);
  }
  part("words").toggleAttribute("data-invalid", isMissing);
  if (isMissing) words.focus();
}

async function search() {
  const text = words.value.trim();
  setMissing(text === "");
  if (text === "") return;
  latest += 1;
  const current = latest;
  tell("Searching");
  const where = region.value === "" ? "" : ` in ${region.selectedOptions[0].text} and for everybody`;
  try {
    const found = await find(text, region.value);
    if (current !== latest) return;
    waiting = found;
    list.replaceChildren();
    part("advice").hidden = waiting.length > 0;
    const count = ["No pages", "1 page"][waiting.length] ?? `${waiting.length} pages`;
    await showMore(current);
    if (current !== latest) return;
    part("count").textContent = `${count} found for “${text}”${where}.`;
    results.hidden = false;
    tell(part("count").textContent);
  } catch (error) {
    // Kept for whoever looks into it; it holds addresses of the index and none of the words.
    console.error(error);
    engine = null;
    if (current !== latest) return;
    waiting = [];
    list.replaceChildren();
    part("more").hidden = true;
    part("advice").hidden = true;
    part("count").textContent = "The search did not work. Load the page again, or use the list of all pages below.";
    results.hidden = false;
    tell(part("count").textContent);
  }
}

/** Shows the next results. Gives the first link among them. */
async function showMore(current) {
  const next = await Promise.all(waiting.slice(0, PAGE_SIZE).map((result) => result.data()));
  if (current !== latest) return null;
  waiting = waiting.slice(PAGE_SIZE);
  part("more").hidden = waiting.length === 0;
  const items = next.map(draw);
  list.append(...items);
  return items[0]?.querySelector("a");
}

function draw({ meta, filters, sub_results: parts }) {
  const item = part("result").content.firstElementChild.cloneNode(true);
  const link = item.querySelector("a");
  const { url, title, excerpt } = best(parts);
  link.href = url;
  link.textContent = title === meta.title ? title : `${meta.title}: ${title}`;
  const own = [...region.options].find((option) => option.value && filters.region?.includes(option.value));
  item.querySelector("[data-search-region]").textContent = own?.text ?? "For everybody";
  item.querySelector("[data-search-excerpt]").append(...marked(excerpt));
  return item;
}

/** The part of a page, from one heading to the next, that says most about the words. The first, where all say the same. */
function best(parts) {
  const weight = ({ weighted_locations: found }) => found.reduce((sum, { balanced_score: score }) => sum + score, 0);
  return parts.reduce((most, other) => (weight(other) > weight(most) ? other : most));
}

/** An excerpt comes as markup with <mark> around the words found. Only that is made of it; the rest stays text. */
function marked(excerpt) {
  const text = (escaped) => escaped.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  // Every second piece stands in a mark.
  return excerpt.split(/<\/?mark>/).map((piece, place) => {
    if (place % 2 === 0) return text(piece);
    const mark = document.createElement("mark");
    mark.textContent = text(piece);
    return mark;
  });
}

/** For those who hear the page. */
function tell(text) {
  part("status").textContent = text;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
part("more").addEventListener("click", async () => {
  // The button may go, and the focus with it: it moves on to what is new.
  (await showMore(latest))?.focus();
});
addEventListener("hashchange", chooseRegion);
chooseRegion();
root.hidden = false;
