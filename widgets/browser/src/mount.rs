//! A form in its page: one way in for events, one way out for screens and effects.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_file::ObjectUrl;
use supportt_forms::event::Message;
use supportt_forms::submission::Submission;
use supportt_forms::{Device, Effect, Event, LARGEST_FILE, Widget};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    BeforeUnloadEvent, Document, Element, FormData, HtmlElement, HtmlFormElement, HtmlInputElement,
    PopStateEvent, Window,
};

use crate::bind::{Filled, Templates};
use crate::{pdf, send, share};

/// For how long after a click a browser may take an email or a call for leaving the page, in
/// milliseconds.
const HANDING_OVER: f64 = 1_000.0;

/// A form in its page.
struct Mounted {
    window: Window,
    document: Document,
    root: Element,
    /// Where screens go.
    slot: Element,
    /// Read out by screen readers when it changes.
    live: Option<Element>,
    templates: Templates,
    widget: RefCell<Box<dyn Widget>>,
    files: RefCell<Vec<ObjectUrl>>,
    /// The page's own title, which an error is put in front of.
    title: String,
    /// The position of the screen that is shown, in the browser's history.
    position: Cell<usize>,
    /// When a link was last followed that another program opens, such as an email.
    handed_over: Cell<f64>,
    listeners: RefCell<Vec<EventListener>>,
}

/// Puts a form into its root and shows it in place of the fallback.
pub(crate) fn mount(
    window: &Window,
    document: &Document,
    root: Element,
    id: &str,
    widget: Box<dyn Widget>,
) -> Result<(), String> {
    let find = |selector: &str| root.query_selector(selector).ok().flatten();
    let mounted = Rc::new(Mounted {
        window: window.clone(),
        document: document.clone(),
        slot: find("[data-screen]").ok_or_else(|| format!("the page has no place for {id}"))?,
        live: find("[data-live]"),
        templates: Templates::find(document),
        widget: RefCell::new(widget),
        files: RefCell::default(),
        title: document.title(),
        position: Cell::default(),
        handed_over: Cell::new(f64::NEG_INFINITY),
        listeners: RefCell::default(),
        root,
    });
    let started = mounted.started();
    let effects = {
        let mut widget = mounted.widget.borrow_mut();
        widget.update(Event::DeviceKnown(mounted.device()));
        widget.update(started)
    };
    // A reload leaves the position of the page that was there before.
    mounted.keep_in_history(None);
    mounted.show()?;
    mounted.listen();
    if let Ok(Some(fallback)) = document.query_selector(&format!("[data-widget-fallback='{id}']")) {
        fallback.set_attribute("hidden", "").map_err(|_| "the fallback cannot be hidden")?;
    }
    if let Ok(Some(blank)) = document.query_selector(&format!("[data-widget-blank='{id}']")) {
        blank.remove_attribute("open").map_err(|_| "the blank document cannot be closed")?;
    }
    mounted.root.remove_attribute("hidden").map_err(|_| "the form cannot be shown")?;
    mounted.root.set_attribute("data-enhanced", "").map_err(|_| "the form cannot be marked")?;
    for effect in effects {
        mounted.perform(effect);
    }
    Ok(())
}

impl Mounted {
    /// What the form is told when it starts.
    fn started(&self) -> Event {
        let (page, fragment) = self.address();
        Event::Started { today: today(), page, fragment, random: random() }
    }

    /// What the device can do.
    fn device(&self) -> Device {
        let touch = self.window.match_media("(pointer: coarse)").ok().flatten();
        Device {
            is_touched: touch.is_some_and(|touch| touch.matches()),
            shares_files: share::takes_files(&self.window),
        }
    }

    /// The page's address up to `#`, and what follows.
    fn address(&self) -> (String, String) {
        let address = self.window.location().href().unwrap_or_default();
        let (page, fragment) = address.split_once('#').unwrap_or((&address, ""));
        (page.to_owned(), fragment.to_owned())
    }

    /// One listener for each kind of event, on the root. They hold the form, and the form
    /// holds them, for as long as the page lives.
    fn listen(self: &Rc<Self>) {
        // Forms must not be submitted by the browser, so the listeners may prevent it.
        let options = EventListenerOptions::enable_prevent_default();
        for kind in ["click", "submit"] {
            let mounted = Rc::clone(self);
            let listener = EventListener::new_with_options(&self.root, kind, options, move |event| {
                mounted.heard(event);
            });
            self.listeners.borrow_mut().push(listener);
        }
        let mounted = Rc::clone(self);
        self.on_window("hashchange", move |_| {
            let (_, fragment) = mounted.address();
            mounted.dispatch(Event::FragmentOpened(fragment));
        });
        let mounted = Rc::clone(self);
        self.on_window("popstate", move |event| {
            let state = event.dyn_ref::<PopStateEvent>().map(PopStateEvent::state);
            match state.and_then(|state| position(&state)) {
                Some(position) => {
                    mounted.position.set(position);
                    mounted.dispatch(Event::Revisited { position });
                }
                // A link within the page has made an entry of its own, for the same screen.
                None => mounted.keep_in_history(None),
            }
        });
        let mounted = Rc::clone(self);
        self.on_window("click", move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let link =
                target.and_then(|target| target.closest("a[href^='mailto:'], a[href^='tel:']").ok()?);
            if link.is_some() {
                mounted.handed_over.set(event.time_stamp());
            }
        });
        let mounted = Rc::clone(self);
        self.on_window("beforeunload", move |event| {
            // Some browsers ask before they hand an email to another program, though the page stays.
            let handed_over = mounted.handed_over.replace(f64::NEG_INFINITY);
            let is_leaving = event.time_stamp() - handed_over > HANDING_OVER;
            mounted.take_in_fields();
            if is_leaving && mounted.widget.borrow().is_unsaved() {
                event.prevent_default();
                if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                    // Older browsers ask only then.
                    event.set_return_value("unsaved");
                }
            }
        });
    }

    fn on_window(&self, kind: &'static str, heard: impl FnMut(&web_sys::Event) + 'static) {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&self.window, kind, options, heard);
        self.listeners.borrow_mut().push(listener);
    }

    /// Turns an event of the page into one of the form.
    fn heard(self: &Rc<Self>, event: &web_sys::Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
            return;
        };
        if event.type_() == "click"
            && let Ok(Some(link)) = target.closest("a[href^='#']")
        {
            // A link to a field moves the focus there and leaves no trace in the history.
            event.prevent_default();
            let id = link.get_attribute("href").unwrap_or_default();
            self.focus(&format!("[id='{}']", id.trim_start_matches('#')));
            return;
        }
        let control = match event.type_().as_str() {
            "submit" => Some(target),
            _ => target.closest("[data-event]:not(form)").ok().flatten(),
        };
        let Some((control, name)) =
            control.and_then(|control| Some((control.clone(), control.get_attribute("data-event")?)))
        else {
            return;
        };
        // A link to a file is followed.
        if !control.has_attribute("href") {
            event.prevent_default();
        }
        if let Ok(Some(input)) = control.query_selector("input[type=file]") {
            self.open(input.unchecked_into());
            return;
        }
        let fields = control.dyn_ref::<HtmlFormElement>().map(fields).unwrap_or_default();
        let value = control.get_attribute("data-value").unwrap_or_default();
        if let Some(event) = Event::named(&name, &value, fields) {
            self.dispatch(event);
        }
    }

    /// Tells the form what is in the fields of the screen that is shown.
    fn take_in_fields(&self) {
        let shown = self.slot.query_selector(".app-form").ok().flatten();
        if let Some(form) = shown.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
            self.widget.borrow_mut().update(Event::Typed(fields(&form)));
        }
    }

    fn dispatch(self: &Rc<Self>, event: Event) {
        self.take_in_fields();
        // The borrow ends before the page is touched: focusing runs listeners at once.
        let effects = {
            let mut widget = self.widget.borrow_mut();
            widget.update(Event::ClockRead(now()));
            widget.update(event)
        };
        if effects.is_empty() {
            return;
        }
        if let Err(problem) = self.show() {
            web_sys::console::error_1(&problem.into());
        }
        for effect in effects {
            self.perform(effect);
        }
    }

    /// Shows the form's screen. The focus stays on the same control, if it is still there, and what
    /// was opened and has an id stays open.
    fn show(&self) -> Result<(), String> {
        let screen = self.widget.borrow().screen();
        let screen = serde_json::to_value(&screen).map_err(|error| error.to_string())?;
        let Filled { fragment, files } = self.templates.fill(&screen)?;
        let focused = self
            .document
            .active_element()
            .filter(|element| self.slot.contains(Some(element)))
            .map(|element| element.id())
            .filter(|id| !id.is_empty());
        let opened = self.opened();
        self.slot.set_text_content(None);
        self.slot.append_child(&fragment).map_err(|_| "the screen cannot be shown")?;
        for id in opened {
            if let Ok(Some(details)) = self.slot.query_selector(&format!("details[id='{id}']")) {
                // An element that cannot be opened stays closed.
                let _ = details.set_attribute("open", "");
            }
        }
        *self.files.borrow_mut() = files;
        if let Some(id) = focused {
            self.focus(&format!("[id='{id}']"));
        }
        Ok(())
    }

    /// The ids of what the visitor has opened on the screen that is shown.
    fn opened(&self) -> Vec<String> {
        let Ok(found) = self.slot.query_selector_all("details[open][id]") else { return Vec::new() };
        let found = (0..found.length()).filter_map(|index| found.get(index)?.dyn_into::<Element>().ok());
        found.map(|details| details.id()).collect()
    }

    fn perform(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::FocusHeading => {
                // What was announced was about the screen before.
                self.announce("");
                self.document.set_title(&self.title);
                self.root.scroll_into_view();
                self.focus("[data-focus]");
            }
            Effect::FocusErrorSummary => {
                let prefix = self.root.get_attribute("data-error-title").unwrap_or_default();
                self.document.set_title(&format!("{prefix}{}", self.title));
                self.focus("[data-focus-errors]");
            }
            Effect::Announce(text) => self.announce(&text),
            Effect::Focus(id) => self.focus(&format!("[id='{id}']")),
            Effect::Remember { position } => {
                self.position.set(position);
                let history = self.window.history();
                // Without a history, the form's own "Back" still works.
                let _ = history.and_then(|history| history.push_state(&state(position), ""));
            }
            Effect::ForgetFragment { position } => {
                self.position.set(position);
                self.keep_in_history(Some(&self.address().0));
            }
            Effect::Print => {
                // Where printing is not possible there is nothing better to do.
                let _ = self.window.print();
            }
            Effect::Copy(text) => self.copy(text),
            Effect::Share(file) => self.share(file),
            Effect::MakePdf { number, request } => self.make_pdf(number, request),
            Effect::Send(message) => self.send(message),
        }
    }

    fn announce(&self, text: &str) {
        if let Some(live) = &self.live {
            live.set_text_content(Some(text));
        }
    }

    /// Makes the screen that is shown the present entry of the browser's history.
    fn keep_in_history(&self, address: Option<&str>) {
        let history = self.window.history();
        // Without a history there is nothing to replace.
        let _ = history
            .and_then(|history| history.replace_state_with_url(&state(self.position.get()), "", address));
    }

    fn copy(self: &Rc<Self>, text: String) {
        let mounted = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let succeeded = write_to_clipboard(&text).await.is_some();
            mounted.dispatch(Event::Copied { succeeded });
        });
    }

    fn send(self: &Rc<Self>, message: Message) {
        let mounted = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let succeeded = send::send(&mounted.window, &message).await.is_some();
            mounted.dispatch(Event::Sent { succeeded });
        });
    }

    fn make_pdf(self: &Rc<Self>, number: u32, request: Vec<u8>) {
        let mounted = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let Mounted { window, document, root, .. } = &*mounted;
            let file = pdf::make(window, document, root, &request).await;
            mounted.dispatch(Event::PdfMade { number, file });
        });
    }

    fn share(self: &Rc<Self>, file: supportt_forms::view::File) {
        let mounted = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let succeeded = share::share(&mounted.window, &file).await.is_some();
            mounted.dispatch(Event::Shared { succeeded });
        });
    }

    /// Reads the file that was chosen, and never more of it than a form would open.
    fn open(self: &Rc<Self>, input: HtmlInputElement) {
        let mounted = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let file = read(&input).await;
            mounted.dispatch(Event::Opened(file));
        });
    }

    fn focus(&self, selector: &str) {
        let element = self.root.query_selector(selector).ok().flatten();
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // An element that cannot take the focus leaves it where it was.
            let _ = element.focus();
        }
    }
}

/// `None` where the browser has no clipboard or refuses.
async fn write_to_clipboard(text: &str) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    // Pages that are not served securely have no clipboard, though the type says otherwise.
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    let clipboard: web_sys::Clipboard = clipboard.dyn_into().ok()?;
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text)).await.ok()?;
    Some(())
}

/// `None` when no file is chosen, or it is gone by now.
async fn read(input: &HtmlInputElement) -> Option<Vec<u8>> {
    let file = gloo_file::File::from(input.files()?.get(0)?);
    let start = gloo_file::Blob::from(file).slice(0, LARGEST_FILE as u64 + 1);
    // gloo's own way of reading goes through events, which take more code than the promise.
    let blob: &web_sys::Blob = start.as_ref();
    let buffer = wasm_bindgen_futures::JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

fn fields(form: &HtmlFormElement) -> Submission {
    let Ok(data) = FormData::new_with_form(form) else { return Submission::default() };
    let entries = data.entries();
    std::iter::from_fn(|| entries.next().ok().filter(|next| !next.done()))
        .filter_map(|next| {
            let pair: js_sys::Array = next.value().dyn_into().ok()?;
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        })
        .collect()
}

/// An entry of the browser's history for the screen at a position.
fn state(position: usize) -> JsValue {
    position.to_string().into()
}

/// The position of a screen, out of an entry of the browser's history.
fn position(state: &JsValue) -> Option<usize> {
    state.as_string()?.parse().ok()
}

/// A number that no other page has, most likely. Nothing secret hangs on it.
fn random() -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fraction of the range")]
    let random = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    random
}

/// The moment by the visitor's clock.
fn now() -> NaiveDateTime {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of every calendar fit")]
    let milliseconds = js_sys::Date::now() as i64;
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default().naive_utc()
}

/// The visitor's civil date.
fn today() -> NaiveDate {
    let now = js_sys::Date::new_0();
    i32::try_from(now.get_full_year())
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()))
        .unwrap_or_default()
}
