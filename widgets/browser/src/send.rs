//! Sending a message to a region's own service: the only request that carries an answer, and only
//! where a region has such a service and the visitor presses "Send".

use supportt_forms::event::Message;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestCredentials, RequestInit, Response, Window};

/// How long a service may take to answer, in milliseconds.
const TIMEOUT: u32 = 20_000;

/// How often it is tried: once more when the first request got no answer at all, or one that asks
/// for patience.
const TRIES: u32 = 2;

/// Hands a message to a service; `None` unless the service says that it has taken it.
///
/// Each try carries the same `Idempotency-Key`, so that a service can tell a second try from a
/// second message.
pub(crate) async fn send(window: &Window, message: &Message) -> Option<()> {
    let key = format!("{:016x}", js_sys::Math::random().to_bits());
    for _ in 0..TRIES {
        match post(window, message, &key).await {
            Some(response) if response.ok() => return Some(()),
            Some(response) if !is_passing(response.status()) => return None,
            _ => {}
        }
    }
    None
}

/// Whether a service that answers like this may take the message a moment later.
fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 429 | 500..)
}

async fn post(window: &Window, message: &Message, key: &str) -> Option<Response> {
    let headers = Headers::new().ok()?;
    headers.append("Content-Type", "message/rfc822").ok()?;
    headers.append("Idempotency-Key", key).ok()?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(headers.as_ref());
    request.set_body(&message.content.as_str().into());
    request.set_credentials(RequestCredentials::Omit);
    request.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT)));
    let response = window.fetch_with_str_and_init(&message.address, &request);
    JsFuture::from(response).await.ok()?.dyn_into().ok()
}
