// The page of a region's courses. Hides those that do not match what is chosen. Everything is in the page already, so
// nothing is fetched; what is chosen stays in the fields and goes into no address, title or storage.

const root = document.querySelector("[data-course-filter]");
const controls = [...root.querySelectorAll("select")];
const status = root.querySelector("[data-course-count]");
const groups = [...document.querySelectorAll("[data-course-group]")];
const courses = groups.flatMap((group) => [...group.querySelectorAll("[data-course]")]);

/** Today as the page writes days, so that they can be compared as text. In the reader's own time, not in Greenwich's. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Whether a course runs when the reader asks for. The page may be older than today, so the browser's day counts. */
function isThen(course, wanted) {
  const runs = JSON.parse(course.dataset.runs);
  if (wanted === "unannounced") return runs.length === 0;
  const now = today();
  // A number of months, or any day from today on. When those months begin is in the page: no script adds months.
  return runs.some(({ until, within }) => until >= now && (wanted === "ahead" || within[wanted] <= now));
}

/** Whether a course matches one control. A course whose source does not state something has no word for it. */
function matches(course, { name, value }) {
  if (value === "") return true;
  if (name === "when") return isThen(course, value);
  return course.dataset[name].split(" ").includes(value);
}

function filter() {
  const chosen = controls.map((control) => ({ name: control.dataset.filterBy, value: control.value }));
  for (const course of courses) course.hidden = !chosen.every((choice) => matches(course, choice));
  // A heading with nothing below it would look like a mistake.
  for (const group of groups) group.hidden = !group.querySelector("[data-course]:not([hidden])");
  const shown = courses.filter((course) => !course.hidden).length;
  status.textContent =
    shown === 0
      ? "No courses match. Choose something else, or show all courses."
      : `Showing ${shown} of ${courses.length} courses.`;
}

root.addEventListener("change", filter);
root.querySelector("[data-course-all]").addEventListener("click", () => {
  for (const control of controls) control.value = "";
  filter();
});
root.hidden = false;
