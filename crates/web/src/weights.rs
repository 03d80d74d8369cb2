//! The weights of the tagger in the browser: fetched once from beside the page, kept in its Cache Storage.

use js_sys::{Array, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, DedicatedWorkerGlobalScope, ReadableStreamDefaultReader, Response};

/// The weights that the page was built with.
pub(crate) const SHIPPED: Option<Shipped> = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// Which weights, and how many bytes they are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shipped {
    digest: &'static str,
    size: u32,
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
    /// The weights that the browser kept.
    pub(crate) async fn kept(self) -> Option<Vec<u8>> {
        let cache = self.cache().await?;
        let kept = JsFuture::from(cache.match_with_str(&self.address())).await.ok()?;
        let body = kept.dyn_into::<Response>().ok()?.array_buffer().ok()?;
        let bytes = Uint8Array::new(&JsFuture::from(body).await.ok()?).to_vec();
        self.is_right(&bytes).then_some(bytes)
    }

    /// Fetches the weights, telling how far they are, and keeps them.
    pub(crate) async fn fetch(self, mut tell: impl FnMut(u8)) -> Result<Vec<u8>, Fault> {
        let bytes = self.read(&mut tell).await.map_err(|_| Fault::Unreachable)?;
        if !self.is_right(&bytes) {
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

    /// Keeps the weights and forgets those of other builds.
    async fn keep(self, bytes: &[u8]) -> Option<()> {
        let names: Array = JsFuture::from(caches()?.keys()).await.ok()?.dyn_into().ok()?;
        for name in names.iter().filter_map(|name| name.as_string()) {
            if name.starts_with(CACHE) && name != self.name() {
                JsFuture::from(caches()?.delete(&name)).await.ok()?;
            }
        }
        let body = Uint8Array::from(bytes);
        let response = Response::new_with_opt_buffer_source(Some(&body)).ok()?;
        JsFuture::from(self.cache().await?.put_with_str(&self.address(), &response)).await.ok()?;
        Some(())
    }

    /// Whether bytes are of the size and bear the digest of these weights; that they fit the digest is seen later.
    fn is_right(self, bytes: &[u8]) -> bool {
        let digest = bytes.get(16..48).unwrap_or_default();
        let is_same = |(at, byte): (usize, &u8)| {
            let wanted = self.digest.get(2 * at..2 * at + 2);
            wanted.and_then(|digits| u8::from_str_radix(digits, 16).ok()) == Some(*byte)
        };
        bytes.len() == self.size as usize && digest.iter().enumerate().all(is_same)
    }

    async fn cache(self) -> Option<Cache> {
        JsFuture::from(caches()?.open(&self.name())).await.ok()?.dyn_into().ok()
    }

    fn name(self) -> String {
        format!("{CACHE}{}", self.digest)
    }

    /// Where they lie beside the page; the digest keeps caches on the way from giving others.
    fn address(self) -> String {
        format!("./model/tagger.pack?{}", self.digest)
    }
}

/// The browser's storage, where it has one: only safe origins do.
fn caches() -> Option<CacheStorage> {
    scope().caches().ok().filter(|caches| !caches.is_undefined())
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
