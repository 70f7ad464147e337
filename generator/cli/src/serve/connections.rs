//! Connections of browsers: how many, for how long, and who may ask.

use std::collections::VecDeque;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};

/// How long to wait when the system gives out no more connections.
const WHEN_EXHAUSTED: Duration = Duration::from_millis(100);

/// What this computer calls itself. A page elsewhere can have its own name lead here, but cannot have the browser name
/// one of these.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// The port of addresses that name none.
const UNNAMED_PORT: u16 = 80;

/// How patient the server is with browsers.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// How long a browser may take to say what it wants, from when it could have begun.
    pub request: Duration,
    /// After how long a connection ends when nothing is under way, and once more until it ends in any case. The tabs
    /// that wait for changes then connect again.
    pub connection: Duration,
    /// How many connections there may be. For one more the oldest ends: browsers come again, but what was forgotten
    /// must not keep anybody out.
    pub connections: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self { request: Duration::from_secs(10), connection: Duration::from_mins(2), connections: 128 }
    }
}

/// Answers browsers until the program is stopped.
pub(super) async fn serve(listener: TcpListener, router: Router, patience: Patience) {
    let mut open: VecDeque<AbortHandle> = VecDeque::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            sleep(WHEN_EXHAUSTED).await;
            continue;
        };
        open.retain(|connection| !connection.is_finished());
        while open.len() >= patience.connections {
            open.pop_front().inspect(AbortHandle::abort);
        }
        open.push_back(tokio::spawn(converse(stream, router.clone(), patience)).abort_handle());
    }
}

/// Answers what comes over one connection. A browser that goes away ends it early, which is no fault of anybody's.
async fn converse(stream: TcpStream, router: Router, patience: Patience) {
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(patience.request)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
    );
    if timeout(patience.connection, connection.as_mut()).await.is_err() {
        connection.as_mut().graceful_shutdown();
        timeout(patience.connection, connection).await.ok();
    }
}

/// The same routes, for requests that name this computer and the port it listens at.
pub(super) fn for_this_computer(router: Router, port: u16) -> Router {
    router.layer(middleware::from_fn_with_state(port, refuse_other_hosts))
}

async fn refuse_other_hosts(State(port): State<u16>, request: Request, next: Next) -> Response {
    if is_for_this_computer(&request, port) {
        return next.run(request).await;
    }
    let known: Vec<String> = NAMES.iter().map(|name| format!("http://{name}:{port}/")).collect();
    let text = format!("This server is for this computer only. It is at {}\n", known.join(" or "));
    (StatusCode::FORBIDDEN, text).into_response()
}

fn is_for_this_computer(request: &Request, port: u16) -> bool {
    let named = request.headers().get_all(header::HOST).iter().map(|host| host.to_str().unwrap_or_default());
    let mut hosts = named.chain(request.uri().authority().map(Authority::as_str)).peekable();
    hosts.peek().is_some() && hosts.all(|host| is_this_computer(host, port))
}

fn is_this_computer(host: &str, port: u16) -> bool {
    NAMES.iter().any(|name| {
        host.eq_ignore_ascii_case(&format!("{name}:{port}"))
            || port == UNNAMED_PORT && host.eq_ignore_ascii_case(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_one_of_three_names_with_the_port() {
        for host in ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LocalHost:8080"] {
            assert!(is_this_computer(host, 8080), "{host}");
        }
        for host in [
            "",
            "localhost",
            "127.0.0.1",
            "localhost:80",
            "localhost:8081",
            "localhost:08080",
            "localhost.:8080",
            "evil.example",
            "evil.example:8080",
            "127.0.0.1.evil.example:8080",
            "localhost:8080.evil.example",
            "a@localhost:8080",
            "127.0.0.2:8080",
            "0.0.0.0:8080",
            "::1:8080",
        ] {
            assert!(!is_this_computer(host, 8080), "{host}");
        }
        assert!(is_this_computer("localhost", 80) && is_this_computer("localhost:80", 80));
    }
}
