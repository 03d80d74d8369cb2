//! The weights of the tagger, and the rare words that it and the rules read, in the browser: fetched once from beside the
//! page, kept in its Cache Storage.

use js_sys::{Array, Reflect, Uint8Array};
use razmetka::lexicon::RARE_WORDS;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, DedicatedWorkerGlobalScope, ReadableStreamDefaultReader, Response};

/// The weights that the page was built with.
pub(crate) const SHIPPED: Option<Shipped> = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The rare words that it was built with.
pub(crate) const RARE: Shipped = Shipped {
    file: "rare_words.txt",
    digest: RARE_WORDS.digest,
    size: RARE_WORDS.size as u32,
    is_right: |bytes| RARE_WORDS.is(bytes),
};

/// A file beside the page: which one, and how many bytes it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shipped {
    file: &'static str,
    digest: [u8; 32],
    size: u32,
    /// Whether bytes of this size are the file, as far as can be told before they are read.
    is_right: fn(&[u8]) -> bool,
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
    /// The file: as the browser kept it, else from the server where that may be asked; `None` where it may not. It may
    /// become wanted while the browser looks for it, so `may_ask` is called after that.
    pub(crate) async fn get(
        self,
        may_ask: impl Fn() -> bool,
        tell: impl FnMut(u8),
    ) -> Option<Result<Vec<u8>, Fault>> {
        match self.kept().await {
            Some(bytes) => Some(Ok(bytes)),
            None if may_ask() => Some(self.fetch(tell).await),
            None => None,
        }
    }

    /// The file that the browser kept.
    async fn kept(self) -> Option<Vec<u8>> {
        let cache = self.cache().await?;
        let kept = JsFuture::from(cache.match_with_str(&self.address())).await.ok()?;
        let body = kept.dyn_into::<Response>().ok()?.array_buffer().ok()?;
        let bytes = Uint8Array::new(&JsFuture::from(body).await.ok()?).to_vec();
        self.are(&bytes).then_some(bytes)
    }

    /// Fetches the file, telling how far it is, and keeps it.
    async fn fetch(self, mut tell: impl FnMut(u8)) -> Result<Vec<u8>, Fault> {
        let bytes = self.read(&mut tell).await.map_err(|_| Fault::Unreachable)?;
        if !self.are(&bytes) {
            return Err(Fault::Broken);
        }
        // A browser that keeps nothing fetches them again next time.
        let _ = self.keep(&bytes).await;
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

    fn are(self, bytes: &[u8]) -> bool {
        bytes.len() == self.size as usize && (self.is_right)(bytes)
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
    scope().caches().ok().filter(|caches| !caches.is_undefined())
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
