//! A static server for the built page, on this machine only, with the headers a real host should send.

use std::fs;
use std::io::{Cursor, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server};

/// Nothing but the page's own files, no inline code, no request elsewhere.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    font-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";
/// Browsers fetch some files at once; each of these answers one.
const THREADS: usize = 4;

/// A server that runs until it is dropped.
pub struct Serving {
    server: Arc<Server>,
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Serving {
    /// Serves a folder on the first free port from the given one on, or on any free port.
    ///
    /// # Errors
    /// If this machine has no port left.
    pub fn start(folder: &Path, first: u16) -> Result<Serving> {
        let server = Arc::new(bind(first)?);
        let port = server.server_addr().to_ip().context("the server listens on an address")?.port();
        let serving = Serving { server, port, requests: Arc::default() };
        (0..THREADS).for_each(|_| serving.answer_in_background(folder.to_owned()));
        Ok(serving)
    }

    /// Where the page is.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The port of [`address`](Self::address).
    pub fn port(&self) -> u16 {
        self.port
    }

    /// What has been asked for so far, in the order of arrival.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn answer_in_background(&self, folder: PathBuf) {
        let (server, requests) = (Arc::clone(&self.server), Arc::clone(&self.requests));
        thread::spawn(move || {
            for request in server.incoming_requests() {
                requests.lock().unwrap_or_else(PoisonError::into_inner).push(request.url().to_owned());
                answer(&folder, request);
            }
        });
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        (0..THREADS).for_each(|_| self.server.unblock());
    }
}

fn bind(first: u16) -> Result<Server> {
    let near = first..first.saturating_add(10);
    let ports = near.chain([0]);
    let mut last = None;
    for port in ports {
        match Server::http(("127.0.0.1", port)) {
            Ok(server) => return Ok(server),
            Err(error) => last = Some(error),
        }
    }
    Err(anyhow!("cannot listen on 127.0.0.1: {}", last.map(|error| error.to_string()).unwrap_or_default()))
}

fn answer(folder: &Path, request: Request) {
    let (status, kind, body) = reply(folder, request.method(), request.url());
    let mut response = Response::new(status.into(), Vec::new(), Cursor::new(body), None, None);
    let headers = [
        ("Content-Type", kind),
        ("Content-Security-Policy", CONTENT_POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cache-Control", "no-cache"),
    ];
    for (name, value) in headers {
        response.add_header(Header::from_bytes(name, value).expect("the headers above are plain ASCII"));
    }
    // The browser went away; there is nobody to tell.
    let _ = request.respond(response);
}

/// Status, media type and body.
fn reply(folder: &Path, method: &Method, url: &str) -> (u16, &'static str, Vec<u8>) {
    const PLAIN: &str = "text/plain; charset=utf-8";
    if !matches!(method, Method::Get | Method::Head) {
        return (405, PLAIN, b"only GET and HEAD".to_vec());
    }
    let Some(path) = local(folder, url) else { return (400, PLAIN, b"not a path of this page".to_vec()) };
    match fs::read(&path) {
        Ok(body) => (200, media_type(&path), body),
        Err(error) if error.kind() == ErrorKind::NotFound => (404, PLAIN, b"no such file".to_vec()),
        Err(error) => (500, PLAIN, error.to_string().into_bytes()),
    }
}

/// The file that an address means; `None` for one that leads out of the folder.
fn local(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    path.components().all(|part| matches!(part, Component::Normal(_))).then(|| folder.join(path))
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "webmanifest") => "application/json",
        Some("txt" | "tsv" | "md") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_inside_the_folder() {
        let folder = Path::new("/page");
        assert_eq!(local(folder, "/"), Some("/page/index.html".into()));
        assert_eq!(local(folder, "/model/tagger.json?v=1"), Some("/page/model/tagger.json".into()));
        for url in ["/../secret", "/a/../../secret", "//../secret"] {
            assert_eq!(local(folder, url), None, "{url}");
        }
    }

    #[test]
    fn a_taken_port_is_left_to_its_owner() {
        let folder = std::env::temp_dir();
        let first = Serving::start(&folder, 0).expect("some port is free");
        let second = Serving::start(&folder, first.port()).expect("another port is free");
        assert_ne!(first.port(), second.port());
    }
}
