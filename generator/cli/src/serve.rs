//! Serves the site from memory while it is being edited, and builds it again after each change.
//!
//! Answers as a production host would: the same headers, the same "not found" page. What is different is a script
//! that shows the newest state in open pages. A build that fails leaves the last good site in place; one that panics does
//! not, for then it is this program that is at fault, and nobody should go on as if nothing had happened.
//! Never writes to disk; reports through a callback and prints nothing.
//!
//! The index of the search page is made when somebody searches, not when somebody edits: it takes longer than all the
//! rest of a build. So an edit is shown as fast as without a search, and yet a search is never behind the pages.

mod connections;
mod watching;

use std::convert::{Infallible, identity};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use bytes::Bytes;
use percent_encoding::percent_decode_str;
use supportt_basics::date::Date;
use tokio::net::TcpListener;
use tokio::sync::{OnceCell, mpsc, watch};
use tokio::time::sleep;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{self as stream, Stream, StreamExt as _};

pub use self::connections::Patience;
use self::watching::Watching;
use supportt_engine::headers;
use supportt_engine::output::Output;
use supportt_engine::search_index::{self, Pagefind};
use supportt_site::build::{Build, Project};
use supportt_site::render;
use supportt_source::bug;
use supportt_source::build_error::BuildError;
use supportt_source::diagnostic::render::Format;

/// The port that is tried first.
pub const DEFAULT_PORT: u16 = 8080;

/// How many ports are tried, one after the other.
const PORTS_TRIED: u16 = 20;

/// How long to wait for more changes before building.
const QUIET: Duration = Duration::from_millis(20);

/// How soon a tab that waits for changes connects again.
const RETRY: Duration = Duration::from_millis(200);

/// Something to tell the person who edits.
#[derive(Debug)]
pub enum Progress {
    /// The site can be seen at this address.
    Listening(String),
    /// The site was built, or has problems.
    Built {
        /// What came of it.
        build: Build,
        /// Whether nobody has changed anything yet.
        is_first: bool,
    },
    /// The site could not be built.
    Failed(BuildError),
    /// The site could not be indexed, so that its search page finds nothing.
    NotSearchable(BuildError),
}

/// A good site.
#[derive(Debug)]
struct GoodSite {
    output: Output,
    pagefind: Option<Pagefind>,
    /// Made when it is first asked for; empty when it could not be made.
    index: OnceCell<Output>,
}

impl GoodSite {
    async fn index(self: &Arc<Self>, report: &Report) -> &Output {
        let made = || async {
            let Some(pagefind) = self.pagefind.clone() else { return Output::default() };
            let site = Arc::clone(self);
            let index = move || bug::catch(|| pagefind.index(&site.output)).and_then(identity);
            let Ok(index) = tokio::task::spawn_blocking(index).await else { return Output::default() };
            match index {
                Ok(files) => files.into_iter().collect(),
                Err(error) => {
                    report(Progress::NotSearchable(error));
                    Output::default()
                }
            }
        };
        self.index.get_or_init(made).await
    }
}

/// Who is told.
type Report = Arc<dyn Fn(Progress) + Send + Sync>;

/// What is shown at the moment.
#[derive(Clone, Debug, Default)]
struct Shown {
    /// The last good site.
    site: Option<Arc<GoodSite>>,
    /// What every address on it begins with.
    base: String,
    /// Which build it came from.
    number: usize,
    /// Why a later build failed.
    problems: Option<String>,
}

impl Shown {
    /// What pages know the state by that they were made in.
    fn name(&self) -> String {
        format!("{}-{}", std::process::id(), self.number)
    }
}

/// Serves the project until the program is stopped.
///
/// `port` is the only one tried when given. `today` is asked in each build. `report` is told what happens.
///
/// # Errors
///
/// When there is no port to serve at, or changes to files cannot be watched.
pub fn serve(
    project: Project,
    port: Option<u16>,
    patience: Patience,
    today: impl Fn() -> Date + Send + 'static,
    report: impl Fn(Progress) + Send + Sync + 'static,
) -> Result<(), BuildError> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(
            |error| BuildError::other(format!("the server could not start: {error}"), "try again"),
        )?;
    runtime.block_on(run(project, port, patience, today, report))
}

async fn run(
    project: Project,
    port: Option<u16>,
    patience: Patience,
    today: impl Fn() -> Date + Send + 'static,
    report: impl Fn(Progress) + Send + Sync + 'static,
) -> Result<(), BuildError> {
    let listener = listen(port).await?;
    let address = listener.local_addr().map_err(|error| cannot_listen(port, &error))?;
    let (sender, changes) = mpsc::unbounded_channel();
    let watching = Watching::start(project.root(), sender)?;
    let (show, shown) = watch::channel(Shown::default());
    let report: Report = Arc::new(report);
    let builder = Builder {
        project,
        watching,
        today,
        report: Arc::clone(&report),
        show,
        changes,
        address: Some(address),
        has_built: false,
    };
    let first = tokio::task::spawn_blocking(move || builder.build_once()).await;
    let builder =
        first.map_err(|error| BuildError::other(format!("the builder stopped: {error}"), "start again"))?;
    tokio::task::spawn_blocking(move || builder.build_after_changes());
    let router = connections::for_this_computer(router(shown, report, patience), address.port());
    connections::serve(listener, router, patience).await;
    Ok(())
}

/// Builds again and again, in a thread of its own.
struct Builder<T> {
    project: Project,
    watching: Watching,
    today: T,
    report: Report,
    show: watch::Sender<Shown>,
    changes: mpsc::UnboundedReceiver<()>,
    /// Where the site can be seen, until that has been told.
    address: Option<SocketAddr>,
    /// Whether there was a build before.
    has_built: bool,
}

impl<T: Fn() -> Date> Builder<T> {
    /// Tells once where the site can be seen, before anything else is said.
    fn tell_address(&mut self, base: &str) {
        if let Some(address) = self.address.take() {
            (self.report)(Progress::Listening(format!("http://{address}{base}/")));
        }
    }

    fn build_after_changes(mut self) {
        while self.changes.blocking_recv().is_some() {
            // An editor's program saves a file in several steps, which belong to one change.
            thread::sleep(QUIET);
            while self.changes.try_recv().is_ok() {}
            self = self.build_once();
        }
    }

    fn build_once(mut self) -> Self {
        let Self { project, watching, today, .. } = &mut self;
        let build = bug::catch(|| {
            watching.refresh()?;
            project.build(today())
        });
        match build.and_then(identity) {
            Ok(mut build) => {
                let output = build.output.take();
                let problems = output
                    .is_none()
                    .then(|| build.diagnostics.errors().report(&build.sources, Format::Human, false));
                self.show.send_modify(|shown| {
                    shown.problems = problems;
                    shown.base.clone_from(&build.base);
                    let is_shown =
                        |output: &Output| shown.site.as_ref().is_some_and(|site| site.output == *output);
                    if let Some(output) = output.filter(|output| !is_shown(output)) {
                        let pagefind = build.search.clone();
                        shown.site = Some(Arc::new(GoodSite { output, pagefind, index: OnceCell::new() }));
                        shown.number += 1;
                    }
                });
                self.tell_address(&build.base);
                let is_first = !std::mem::replace(&mut self.has_built, true);
                (self.report)(Progress::Built { build, is_first });
            }
            Err(error) => {
                self.show.send_modify(|shown| {
                    shown.problems = Some(error.to_string());
                    if let BuildError::Bug { .. } = error {
                        shown.site = None;
                    }
                });
                self.tell_address("");
                (self.report)(Progress::Failed(error));
            }
        }
        self
    }
}

async fn listen(port: Option<u16>) -> Result<TcpListener, BuildError> {
    let ports = match port {
        Some(port) => port..=port,
        None => DEFAULT_PORT..=DEFAULT_PORT + PORTS_TRIED,
    };
    let mut refused = None;
    for candidate in ports {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, candidate))).await {
            Ok(listener) => return Ok(listener),
            Err(error) => refused = Some(error),
        }
    }
    Err(cannot_listen(port, &refused.expect("at least one port was tried")))
}

fn cannot_listen(port: Option<u16>, error: &io::Error) -> BuildError {
    let port = port.unwrap_or(DEFAULT_PORT);
    BuildError::other(
        format!("the site cannot be served at port {port}: {error}"),
        "choose another with `--port`",
    )
}

fn router(shown: watch::Receiver<Shown>, report: Report, patience: Patience) -> Router {
    let search = shown.clone();
    Router::new()
        .route(SCRIPT_PATH, get(script))
        .route("/_live-reload", get(async move |State(shown)| live_reload(shown, patience.connection)))
        .fallback(get(move |uri| answer(search, report, uri)))
        .with_state(shown)
}

const SCRIPT_PATH: &str = "/_live-reload.js";

async fn script() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript")], include_str!("live_reload.js")).into_response()
}

/// An event for the state of the site now, and one for each change; after a while the browser has to ask again, so that
/// nobody who has gone is waited for.
fn live_reload(
    shown: watch::Receiver<Shown>,
    lasting: Duration,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = WatchStream::new(shown).map(|shown| {
        let name = shown.name();
        let event = Event::default().retry(RETRY);
        Some(match shown.problems {
            Some(problems) => event.event("problems").data(problems),
            None => event.event("site").data(name),
        })
    });
    let end = stream::once(()).then(move |()| sleep(lasting)).map(|()| None);
    Sse::new(events.merge(end).map_while(identity).map(Ok)).keep_alive(KeepAlive::default())
}

async fn answer(shown: watch::Receiver<Shown>, report: Report, uri: Uri) -> Response {
    let shown = shown.borrow().clone();
    let name = shown.name();
    let Shown { site, base, problems, .. } = shown;
    let Some(site) = site else { return not_built(problems.as_deref().unwrap_or_default(), &name) };
    let path = percent_decode_str(uri.path()).decode_utf8_lossy();
    let is_of_index = path
        .strip_prefix(&base)
        .and_then(|rest| rest.strip_prefix('/')?.strip_prefix(search_index::FOLDER))
        .is_some_and(|rest| rest.starts_with('/'));
    let files = if is_of_index { site.index(&report).await } else { &site.output };
    match find(files, &base, &path) {
        Found::File(path, bytes) => file(StatusCode::OK, &path, bytes, &site.output, &name),
        Found::Elsewhere(address) => Redirect::permanent(&address).into_response(),
        Found::Nothing => match site.output.get(render::NOT_FOUND) {
            Some(bytes) => file(StatusCode::NOT_FOUND, render::NOT_FOUND, bytes.clone(), &site.output, &name),
            None => StatusCode::NOT_FOUND.into_response(),
        },
    }
}

/// What there is at an address.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    File(String, Bytes),
    Elsewhere(String),
    Nothing,
}

fn find(site: &Output, base: &str, address: &str) -> Found {
    let Some(path) = address.strip_prefix(base).and_then(|rest| rest.strip_prefix('/')) else {
        return match address {
            "/" => Found::Elsewhere(format!("{base}/")),
            _ => Found::Nothing,
        };
    };
    let is_folder = path.is_empty() || path.ends_with('/');
    let file = if is_folder { format!("{path}index.html") } else { path.to_owned() };
    match site.get(&file) {
        Some(bytes) => Found::File(file, bytes.clone()),
        None if site.get(&format!("{path}/index.html")).is_some() => {
            Found::Elsewhere(format!("{base}/{path}/"))
        }
        None => Found::Nothing,
    }
}

/// A file of the site in the state of this name.
fn file(status: StatusCode, path: &str, bytes: Bytes, output: &Output, shown: &str) -> Response {
    let known = headers::without_ending(path, &bytes).and_then(|kind| kind.parse().ok());
    let mime = known.unwrap_or_else(|| mime_guess::from_path(path).first_or_octet_stream());
    let (kind, body) = match mime.type_() {
        mime_guess::mime::TEXT if mime.subtype() == mime_guess::mime::HTML => {
            (format!("{mime}; charset=utf-8"), Bytes::from(with_script(&bytes, shown)))
        }
        mime_guess::mime::TEXT => (format!("{mime}; charset=utf-8"), bytes),
        _ if mime.suffix() == Some(mime_guess::mime::XML) => (format!("{mime}; charset=utf-8"), bytes),
        _ => (mime.to_string(), bytes),
    };
    let mut headers: HeaderMap = headers::of(path, output)
        .into_iter()
        .filter_map(|(name, value)| {
            Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?))
        })
        .collect();
    headers.extend(HeaderValue::try_from(kind).ok().map(|kind| (header::CONTENT_TYPE, kind)));
    (status, headers, body).into_response()
}

/// The page with the script that keeps it up to date.
fn with_script(page: &[u8], shown: &str) -> Vec<u8> {
    let script = format!("<script src=\"{SCRIPT_PATH}\" data-shown=\"{shown}\" defer></script>\n");
    let end = page.windows(7).rposition(|window| window == b"</body>").unwrap_or(page.len());
    [&page[..end], script.as_bytes(), &page[end..]].concat()
}

/// Shown when there is no good site: not yet, or not since this program failed.
fn not_built(problems: &str, shown: &str) -> Response {
    let mut text = Vec::new();
    tera::escape_html(problems, &mut text).expect("a vector takes any bytes");
    let page =
        [b"<!doctype html><title>Not built</title><body><pre>".as_slice(), &text, b"</pre></body>"].concat();
    file(StatusCode::INTERNAL_SERVER_ERROR, "index.html", page.into(), &Output::default(), shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use supportt_engine::output::OutputFile;

    #[test]
    fn addresses_lead_to_files() {
        let site: Output = ["index.html", "a/index.html", "b.svg"]
            .map(|path| OutputFile::new(path, path))
            .into_iter()
            .collect();
        let found = |path: &str| Found::File(path.to_owned(), Bytes::from(path.to_owned()));
        assert_eq!(find(&site, "", "/"), found("index.html"));
        assert_eq!(find(&site, "", "/a/"), found("a/index.html"));
        assert_eq!(find(&site, "", "/a"), Found::Elsewhere("/a/".to_owned()));
        assert_eq!(find(&site, "", "/b.svg"), found("b.svg"));
        assert_eq!(find(&site, "", "/c"), Found::Nothing);
        assert_eq!(find(&site, "/base", "/base/a/"), found("a/index.html"));
        assert_eq!(find(&site, "/base", "/base/a"), Found::Elsewhere("/base/a/".to_owned()));
        assert_eq!(find(&site, "/base", "/"), Found::Elsewhere("/base/".to_owned()));
        assert_eq!(find(&site, "/base", "/a/"), Found::Nothing);
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_page() {
        let page = with_script(b"<body><p>text</p></body></html>", "1-2");
        assert_eq!(
            String::from_utf8_lossy(&page),
            "<body><p>text</p><script src=\"/_live-reload.js\" data-shown=\"1-2\" defer></script>\n</body></html>"
        );
    }
}
