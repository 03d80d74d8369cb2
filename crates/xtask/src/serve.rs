//! A static server for the built page, on this machine only, with the headers a real host should send.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Result, anyhow};

/// Nothing but the page's own files, no inline code, no request elsewhere.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    font-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";
/// Browsers open connections ahead of need; one that stays silent for so long is closed.
const SILENCE: Duration = Duration::from_secs(30);
/// A request of a browser is a few hundred bytes.
const LONGEST_REQUEST: u64 = 16 * 1024;

/// A server that runs until it is dropped.
///
/// A thread and a connection for each request: no connection can wait for another, which under load it does in a
/// pool of threads that browsers keep busy with idle connections.
pub struct Serving {
    port: u16,
    ended: Arc<AtomicBool>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Serving {
    /// Serves a folder on the first free port from the given one on, or on any free port.
    ///
    /// # Errors
    /// If this machine has no port left.
    pub fn start(folder: &Path, first: u16) -> Result<Serving> {
        let listener = bind(first)?;
        let port = listener.local_addr()?.port();
        let serving = Serving { port, ended: Arc::default(), requests: Arc::default() };
        let (ended, requests) = (Arc::clone(&serving.ended), Arc::clone(&serving.requests));
        let folder: Arc<Path> = folder.into();
        thread::spawn(move || {
            for stream in listener.incoming().take_while(|_| !ended.load(Ordering::Relaxed)).flatten() {
                let (folder, requests) = (Arc::clone(&folder), Arc::clone(&requests));
                // A browser that went away leaves nobody to tell.
                thread::spawn(move || drop(answer(&folder, &requests, stream)));
            }
        });
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
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        // The server looks up when somebody connects.
        drop(TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)));
    }
}

fn bind(first: u16) -> Result<TcpListener> {
    let near = first..first.saturating_add(10);
    let listeners = near.chain([0]).map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)));
    let mut last = None;
    for listener in listeners {
        match listener {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    Err(anyhow!("cannot listen on 127.0.0.1: {}", last.map(|error| error.to_string()).unwrap_or_default()))
}

/// Answers the one request of a connection.
fn answer(folder: &Path, requests: &Mutex<Vec<String>>, mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(SILENCE))?;
    let Some((method, url)) = request(&stream)? else { return Ok(()) };
    requests.lock().unwrap_or_else(PoisonError::into_inner).push(url.clone());
    let (status, kind, body) = reply(folder, &method, &url);
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\
         Content-Security-Policy: {CONTENT_POLICY}\r\nX-Content-Type-Options: nosniff\r\n\
         Referrer-Policy: no-referrer\r\nCross-Origin-Opener-Policy: same-origin\r\n\
         Cache-Control: no-cache\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// Method and address of the request; reads to the end of its headers, which nothing here depends on.
fn request(stream: &TcpStream) -> std::io::Result<Option<(String, String)>> {
    let mut lines = BufReader::new(stream.take(LONGEST_REQUEST)).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(None) };
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let mut words = first.split(' ').map(str::to_owned);
    Ok(words.next().zip(words.next()))
}

/// Status, media type and body.
fn reply(folder: &Path, method: &str, url: &str) -> (&'static str, &'static str, Vec<u8>) {
    const PLAIN: &str = "text/plain; charset=utf-8";
    if !matches!(method, "GET" | "HEAD") {
        return ("405 Method Not Allowed", PLAIN, b"only GET and HEAD".to_vec());
    }
    let Some(path) = local(folder, url) else {
        return ("400 Bad Request", PLAIN, b"not a path of this page".to_vec());
    };
    match fs::read(&path) {
        Ok(body) => ("200 OK", media_type(&path), body),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            ("404 Not Found", PLAIN, b"no such file".to_vec())
        }
        Err(error) => ("500 Internal Server Error", PLAIN, error.to_string().into_bytes()),
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
    fn silent_connections_keep_nobody_waiting() {
        let serving = Serving::start(&std::env::temp_dir(), 0).expect("some port is free");
        let connect =
            || TcpStream::connect((Ipv4Addr::LOCALHOST, serving.port())).expect("the server listens");
        let _silent: Vec<TcpStream> = (0..50).map(|_| connect()).collect();
        let mut stream = connect();
        stream.write_all(b"GET /../secret HTTP/1.1\r\nHost: here\r\n\r\n").expect("the server reads");
        let mut said = String::new();
        stream.read_to_string(&mut said).expect("the server answers and closes");
        assert!(said.starts_with("HTTP/1.1 400 ") && said.contains("Content-Security-Policy: "), "{said}");
        assert_eq!(serving.requests(), ["/../secret"]);
    }

    #[test]
    fn a_taken_port_is_left_to_its_owner() {
        let folder = std::env::temp_dir();
        let first = Serving::start(&folder, 0).expect("some port is free");
        let second = Serving::start(&folder, first.port()).expect("another port is free");
        assert_ne!(first.port(), second.port());
    }
}
