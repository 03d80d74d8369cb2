//! The weights of the tagger, and the rare words that it and the rules read, in the browser: fetched once from beside the
//! page, kept in its Cache Storage.

use js_sys::{Array, Reflect, Uint8Array};
use razmetka::lexicon::RARE_WORDS;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Cache, CacheStorage, Crypto, DedicatedWorkerGlobalScope, ReadableStreamDefaultReader, Response, Worker,
};

/// The weights that the page was built with.
pub(crate) const SHIPPED: Option<Shipped> = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The rare words that it was built with.
pub(crate) const RARE: Shipped =
    Shipped { file: "rare_words.txt", digest: RARE_WORDS.digest, from: 0, size: RARE_WORDS.size as u32 };

/// A file beside the page: which one, and how many bytes it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shipped {
    file: &'static str,
    /// The SHA-256 of all bytes from one on.
    digest: [u8; 32],
    from: u32,
    size: u32,
}

/// What the browser kept of the weights and the rare words, as it crosses from the page to its worker. The page reads it:
/// the worker is busy with its word lists then.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// Their digest is right.
    pub(crate) weights: Option<Uint8Array>,
    pub(crate) rare: Option<Uint8Array>,
}

impl Kept {
    /// Looks for both.
    pub(crate) async fn find() -> Self {
        let weights = match SHIPPED {
            Some(shipped) => shipped.kept().await,
            None => None,
        };
        Self { weights, rare: RARE.kept().await }
    }

    /// Hands it to a worker.
    pub(crate) fn send(&self, worker: &Worker) -> Result<(), JsValue> {
        let files =
            [&self.weights, &self.rare].map(|file| file.as_ref().map_or(JsValue::NULL, JsValue::from));
        let buffers: Array = self.weights.iter().chain(&self.rare).map(Uint8Array::buffer).collect();
        worker.post_message_with_transfer(&Array::from_iter(files), &buffers)
    }

    /// Reads what was sent; `None` where it is something else.
    pub(crate) fn receive(message: &JsValue) -> Option<Self> {
        let files: &Array = message.dyn_ref()?;
        let file = |at| files.get(at).dyn_into().ok();
        Some(Self { weights: file(0), rare: file(1) })
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.weights.is_some() && self.rare.is_some()
    }
}

/// What the names of all caches of weights begin with; the digest follows, so that other weights are never taken for
/// these.
const CACHE: &str = "razmetka-weights-";

/// How far the weights are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Weights {
    /// Nobody asked for them yet.
    #[default]
    Absent,
    /// They are on their way.
    Loading {
        /// What is here, in percent.
        percent: u8,
    },
    /// The tagger is there.
    Ready,
    /// There will be no tagger.
    Failed(Fault),
}

/// Why there are no weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// The server did not give them.
    Unreachable,
    /// They are not what the page was built with, or no weights at all.
    Broken,
}

impl Shipped {
    /// The file that the browser kept, if it is as it was.
    async fn kept(self) -> Option<Uint8Array> {
        let cache = self.cache().await?;
        let kept = JsFuture::from(cache.match_with_str(&self.address())).await.ok()?;
        let body = kept.dyn_into::<Response>().ok()?.array_buffer().ok()?;
        let bytes = Uint8Array::new(&JsFuture::from(body).await.ok()?);
        self.are(&bytes).await?.then_some(bytes)
    }

    /// Whether bytes are the file; `None` where that cannot be told: only safe origins can.
    async fn are(self, bytes: &Uint8Array) -> Option<bool> {
        let crypto: Crypto = of_scope("crypto")?;
        let digested = bytes.subarray(self.from, bytes.length());
        let digest = crypto.subtle().digest_with_str_and_buffer_source("SHA-256", &digested).ok()?;
        let digest = Uint8Array::new(&JsFuture::from(digest).await.ok()?);
        Some(bytes.length() == self.size && digest.to_vec() == self.digest)
    }

    /// Fetches the file, telling how far it is, and keeps it.
    pub(crate) async fn fetch(self, mut tell: impl FnMut(u8)) -> Result<Vec<u8>, Fault> {
        let bytes = self.read(&mut tell).await.map_err(|_| Fault::Unreachable)?;
        match self.are(&Uint8Array::from(bytes.as_slice())).await {
            Some(false) => return Err(Fault::Broken),
            // A browser that keeps nothing fetches it again next time.
            Some(true) => drop(self.keep(&bytes).await),
            // What cannot be digested here can be kept no more than that.
            None => (),
        }
        Ok(bytes)
    }

    async fn read(self, tell: &mut impl FnMut(u8)) -> Result<Vec<u8>, JsValue> {
        let response = JsFuture::from(scope().fetch_with_str(&self.address())).await?;
        let response: Response = response.dyn_into()?;
        let body = response.body().filter(|_| response.ok()).ok_or("no weights")?;
        let reader: ReadableStreamDefaultReader = body.get_reader().dyn_into()?;
        let mut bytes = Vec::with_capacity(self.size as usize);
        loop {
            let part = JsFuture::from(reader.read()).await?;
            if Reflect::get(&part, &"done".into())?.is_truthy() {
                return Ok(bytes);
            }
            let part: Uint8Array = Reflect::get(&part, &"value".into())?.dyn_into()?;
            bytes.extend_from_slice(&part.to_vec());
            let percent = bytes.len() as u64 * 100 / u64::from(self.size.max(1));
            tell(percent.min(100) as u8);
        }
    }

    /// Keeps the file and forgets those of other builds.
    async fn keep(self, bytes: &[u8]) -> Option<()> {
        let names: Array = JsFuture::from(caches()?.keys()).await.ok()?.dyn_into().ok()?;
        let shipped = [Some(RARE), SHIPPED].map(|file| file.map(Self::name));
        for name in names.iter().filter_map(|name| name.as_string()) {
            if name.starts_with(CACHE) && !shipped.iter().flatten().any(|other| *other == name) {
                JsFuture::from(caches()?.delete(&name)).await.ok()?;
            }
        }
        let body = Uint8Array::from(bytes);
        let response = Response::new_with_opt_buffer_source(Some(&body)).ok()?;
        JsFuture::from(self.cache().await?.put_with_str(&self.address(), &response)).await.ok()?;
        Some(())
    }

    async fn cache(self) -> Option<Cache> {
        JsFuture::from(caches()?.open(&self.name())).await.ok()?.dyn_into().ok()
    }

    fn name(self) -> String {
        format!("{CACHE}{}", self.hex())
    }

    /// Where it lies beside the page; the digest keeps caches on the way from giving another.
    fn address(self) -> String {
        format!("./model/{}?{}", self.file, self.hex())
    }

    fn hex(self) -> String {
        self.digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The browser's storage, where it has one: only safe origins do.
fn caches() -> Option<CacheStorage> {
    of_scope("caches")
}

/// Something of the global scope, in the page as in its worker.
fn of_scope<T: JsCast>(name: &str) -> Option<T> {
    Reflect::get(&js_sys::global(), &name.into())
        .ok()
        .filter(|value| !value.is_undefined())
        .map(T::unchecked_from_js)
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
